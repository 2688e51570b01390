package org.bumpwire.config.type;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Literal IP addresses as text: never looks a name up, writes IPv6 as RFC 5952 says. */
public final class IpAddress {
    /** For programs, of an IPv4 address. */
    static final String PATTERN_4 = "([0-9]{1,3}\\.){3}[0-9]{1,3}";
    /** For programs, of an IPv6 address. */
    static final String PATTERN_6 = "[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*";
    /** For programs, of either. */
    static final String PATTERN = PATTERN_4 + "|" + PATTERN_6;

    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private IpAddress() {}

    public static InetAddress parse(String text) throws ValueException {
        InetAddress address = null;
        if (text.indexOf(':') >= 0) {
            address = parse6(text);
        } else if (text.chars().filter(c -> c == '.').count() == 3) {
            address = parse4(text);
        }
        if (address == null) {
            throw new ValueException("Expected an IP address, not '%s'".formatted(text));
        }
        return address;
    }

    public static String print(InetAddress address) {
        return address instanceof Inet6Address six ? print6(six.getAddress()) : address.getHostAddress();
    }

    private static @Nullable InetAddress parse4(String text) {
        String[] octets = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            if (!OCTET.matcher(octets[i]).matches() || Integer.parseInt(octets[i]) > 255) {
                return null;
            }
            bytes[i] = (byte) Integer.parseInt(octets[i]);
        }
        return ofBytes(bytes);
    }

    private static @Nullable InetAddress parse6(String text) {
        if (!IPV6.matcher(text).matches()) {
            return null;
        }
        try {
            // With a colon in it the JDK reads a literal or throws; it does not ask the resolver.
            InetAddress address = InetAddress.getByName(text);
            return address instanceof Inet4Address ? null : address;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static InetAddress ofBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String print6(byte[] bytes) {
        int[] groups = new int[8];
        for (int i = 0; i < 8; i++) {
            groups[i] = (bytes[2 * i] & 0xFF) << 8 | (bytes[2 * i + 1] & 0xFF);
        }
        int start = 0;
        int length = 0;
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && groups[i + run] == 0) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        return length < 2 ? join(groups, 0, 8) : join(groups, 0, start) + "::" + join(groups, start + length, 8);
    }

    private static String join(int[] groups, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < to; i++) {
            text.append(i > from ? ":" : "").append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
