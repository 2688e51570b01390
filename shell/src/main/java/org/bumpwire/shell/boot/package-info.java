/** Wires the device and starts it; the only package that sees the proxy. */
@NullMarked
package org.bumpwire.shell.boot;

import org.jspecify.annotations.NullMarked;
