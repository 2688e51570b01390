/** Holds a role and a user group against the configuration: what may be seen of it, and which changes may be made. */
@NullMarked
package org.bumpwire.config.guard;

import org.jspecify.annotations.NullMarked;
