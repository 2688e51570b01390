/**
 * The two TLS legs of an inspected flow.
 *
 * <p>The engine is BoringSSL through netty-tcnative's own calls and not through {@code SslHandler}: that one ends both
 * directions at a close_notify, hides alerts, and verifies certificates on the event loop.
 */
@NullMarked
package org.bumpwire.proxy.leg;

import org.jspecify.annotations.NullMarked;
