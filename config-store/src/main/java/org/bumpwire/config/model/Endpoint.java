package org.bumpwire.config.model;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A literal IP address and a TCP port of 1 to 65535 (0 where a test lets the kernel choose). */
public record Endpoint(InetAddress address, int port) {
    public Endpoint {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("Port %d must be 0 to 65535".formatted(port));
        }
    }

    public InetSocketAddress socketAddress() {
        return new InetSocketAddress(address, port);
    }

    @Override
    public String toString() {
        String host = address.getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
