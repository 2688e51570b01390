package org.bumpwire.config.type;

import java.net.InetAddress;
import org.bumpwire.config.model.Endpoint;

/**
 * An address and a TCP port, such as {@code 127.0.0.1:8443} or {@code [::1]:8443}.
 *
 * @param leastPort 0 where the kernel may choose the port
 * @param portAlone whether a port alone stands for it on all IPv4 addresses
 */
public record EndpointType(int leastPort, boolean portAlone) implements ValueType<Endpoint> {
    private static final String ANY_ADDRESS = "0.0.0.0";

    /** Where the device listens. */
    public static EndpointType listen() {
        return new EndpointType(0, false);
    }

    /** Where the device listens, on all addresses if none is given. */
    public static EndpointType listenAnywhere() {
        return new EndpointType(0, true);
    }

    /** Where the device connects to. */
    public static EndpointType destination() {
        return new EndpointType(1, false);
    }

    @Override
    public String placeholder() {
        return portAlone ? "[ADDRESS:]PORT" : "ADDRESS:PORT";
    }

    @Override
    public String help() {
        return "An address and a TCP port, such as 127.0.0.1:8443 or [::1]:8443"
                + (portAlone ? "; a port alone for all addresses" : "");
    }

    @Override
    public Shape shape() {
        return Shape.text(
                1,
                64,
                "(%s|\\[%s\\]):[0-9]{1,5}".formatted(IpAddress.PATTERN_4, IpAddress.PATTERN_6)
                        + (portAlone ? "|[0-9]{1,5}" : ""));
    }

    @Override
    public Endpoint parse(String text) throws ValueException {
        if (portAlone && text.matches("[0-9]+")) {
            return new Endpoint(IpAddress.parse(ANY_ADDRESS), port(text));
        }
        int colon = text.lastIndexOf(':');
        boolean bracketed = text.startsWith("[") && text.startsWith("]", colon - 1);
        boolean six = text.indexOf(':') != colon;
        if (colon < 0 || six != bracketed) {
            throw new ValueException(
                    "Expected %s such as 127.0.0.1:8443 or [::1]:8443, not '%s'".formatted(placeholder(), text));
        }
        InetAddress address = IpAddress.parse(bracketed ? text.substring(1, colon - 1) : text.substring(0, colon));
        return new Endpoint(address, port(text.substring(colon + 1)));
    }

    @Override
    public String print(Endpoint value) {
        String address = IpAddress.print(value.address());
        return (address.indexOf(':') < 0 ? address : "[" + address + "]") + ":" + value.port();
    }

    private int port(String text) throws ValueException {
        return new NumberType("PORT", "A TCP port", leastPort, 65_535).parse(text);
    }
}
