/** The shell over the network: the only package that knows Apache MINA SSHD. */
@NullMarked
package org.bumpwire.shell.ssh;

import org.jspecify.annotations.NullMarked;
