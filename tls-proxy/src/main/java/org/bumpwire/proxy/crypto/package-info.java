/** Signatures and keys by a native library, for where Java's own or the TLS engine's are slow. */
@NullMarked
package org.bumpwire.proxy.crypto;

import org.jspecify.annotations.NullMarked;
