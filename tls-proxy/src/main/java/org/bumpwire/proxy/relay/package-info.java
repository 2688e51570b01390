/** Bytes between the two sides of a flow, as they are and in order. */
@NullMarked
package org.bumpwire.proxy.relay;

import org.jspecify.annotations.NullMarked;
