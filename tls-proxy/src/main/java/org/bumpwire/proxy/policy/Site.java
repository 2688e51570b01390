package org.bumpwire.proxy.policy;

import java.net.InetSocketAddress;

/**
 * Where a flow goes.
 *
 * @param sni the host name that its client asks for; empty for none
 */
public record Site(InetSocketAddress destination, String sni) {
    /** The host name, or where there is none the address and port. */
    public String name() {
        return sni.isEmpty() ? address() : sni;
    }

    /** As in session records. */
    public String address() {
        String host = destination.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + destination.getPort();
    }
}
