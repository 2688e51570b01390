package org.bumpwire.proxy.revocation;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.function.Predicate;

/**
 * Addresses at which only the device itself or its link could answer. A certificate that points there would have the
 * device ask itself, or its own services, for ever.
 */
public final class DeviceAddresses implements Predicate<InetAddress> {
    @Override
    public boolean test(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || isOnAnInterface(address);
    }

    private static boolean isOnAnInterface(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }
}
