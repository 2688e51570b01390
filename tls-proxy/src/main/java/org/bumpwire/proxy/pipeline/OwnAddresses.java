package org.bumpwire.proxy.pipeline;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import org.bumpwire.config.model.Endpoint;

/** Where the device itself listens, so that no flow is sent back into it for ever. */
public final class OwnAddresses {
    private volatile List<Endpoint> listening = List.of();

    public void listeningOn(List<Endpoint> addresses) {
        listening = List.copyOf(addresses);
    }

    boolean include(InetSocketAddress destination) {
        for (Endpoint endpoint : listening) {
            if (isSame(endpoint, destination)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(Endpoint endpoint, InetSocketAddress destination) {
        if (endpoint.port() != destination.getPort()) {
            return false;
        }
        InetAddress address = destination.getAddress();
        return endpoint.address().isAnyLocalAddress()
                ? isLocal(address)
                : endpoint.address().equals(address) || (address.isAnyLocalAddress() && isLocal(endpoint.address()));
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
