/** NETCONF (RFC 6241): the configuration and its transactions for programs, message by message over any pair of streams. */
@NullMarked
package org.bumpwire.shell.netconf;

import org.jspecify.annotations.NullMarked;
