package org.bumpwire.config.type;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.bumpwire.config.model.Cidr;

/** A block of addresses; one address alone is the block of just that. */
public final class CidrType implements ValueType<Cidr> {
    @Override
    public String placeholder() {
        return "CIDR";
    }

    @Override
    public String help() {
        return "An address or a block of addresses, such as 10.0.0.0/8 or 2001:db8::/32";
    }

    @Override
    public Shape shape() {
        return Shape.text(1, 64, "(%s)(/[0-9]{1,3})?".formatted(IpAddress.PATTERN));
    }

    @Override
    public Cidr parse(String text) throws ValueException {
        int slash = text.indexOf('/');
        InetAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        int width = address.getAddress().length * 8;
        if (slash < 0) {
            return new Cidr(address, width);
        }
        String length = text.substring(slash + 1);
        if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > width) {
            throw new ValueException("Expected a prefix length of 0 to %d, not '%s'".formatted(width, length));
        }
        int prefixLength = Integer.parseInt(length);
        InetAddress network = masked(address, prefixLength);
        if (!network.equals(address)) {
            throw new ValueException(
                    "'%s' has bits beyond its prefix length: write %s/%d for the block or %s for the address"
                            .formatted(text, IpAddress.print(network), prefixLength, IpAddress.print(address)));
        }
        return new Cidr(network, prefixLength);
    }

    @Override
    public String print(Cidr value) {
        return IpAddress.print(value.network()) + "/" + value.prefixLength();
    }

    private static InetAddress masked(InetAddress address, int prefixLength) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(8, prefixLength - 8 * i));
            bytes[i] &= (byte) (0xFF00 >> kept);
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
