/** One operator at the device: modes, the open candidate, what may be done, what is remembered of it. */
@NullMarked
package org.bumpwire.shell.session;

import org.jspecify.annotations.NullMarked;
