/** Who may log in: the device's own accounts and servers elsewhere, in the order that the configuration says. */
@NullMarked
package org.bumpwire.shell.login;

import org.jspecify.annotations.NullMarked;
