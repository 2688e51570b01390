/** Asks LDAP servers (RFC 4511); the only package that knows the LDAP library. */
@NullMarked
package org.bumpwire.shell.login.ldap;

import org.jspecify.annotations.NullMarked;
