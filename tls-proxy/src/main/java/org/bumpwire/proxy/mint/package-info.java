/** Copies of servers' certificates, signed by the device. */
@NullMarked
package org.bumpwire.proxy.mint;

import org.jspecify.annotations.NullMarked;
