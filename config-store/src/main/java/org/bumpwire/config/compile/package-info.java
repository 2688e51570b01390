/** From what the operator typed to what the device means. */
@NullMarked
package org.bumpwire.config.compile;

import org.jspecify.annotations.NullMarked;
