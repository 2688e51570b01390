/** A guided look at the device with traffic of its own: what {@code --tour} shows. */
@NullMarked
package org.bumpwire.shell.tour;

import org.jspecify.annotations.NullMarked;
