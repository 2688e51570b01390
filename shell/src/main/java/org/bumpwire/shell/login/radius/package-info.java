/** Asks RADIUS servers (RFC 2865); the only package that knows the RADIUS library. */
@NullMarked
package org.bumpwire.shell.login.radius;

import org.jspecify.annotations.NullMarked;
