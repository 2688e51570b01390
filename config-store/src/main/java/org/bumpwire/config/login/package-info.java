/** Who may log in: passwords and keys of the device's own accounts. */
@NullMarked
package org.bumpwire.config.login;

import org.jspecify.annotations.NullMarked;
