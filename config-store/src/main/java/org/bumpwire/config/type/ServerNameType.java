package org.bumpwire.config.type;

import java.util.regex.Pattern;

/** Where a server is: an address, or a name that is looked up (RFC 1123, section 2.1). */
public final class ServerNameType implements ValueType<String> {
    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)"
            + "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+|.*:.*");

    @Override
    public String placeholder() {
        return "HOST";
    }

    @Override
    public String help() {
        return "An address, or a host name such as radius.example.com";
    }

    @Override
    public Shape shape() {
        return Shape.text(1, 253, "[A-Za-z0-9.:-]+");
    }

    @Override
    public String parse(String text) throws ValueException {
        if (NUMBERS.matcher(text).matches()) {
            return IpAddress.print(IpAddress.parse(text));
        }
        if (!NAME.matcher(text).matches()) {
            throw new ValueException("Expected an address or a host name, not '%s'".formatted(text));
        }
        return text;
    }

    @Override
    public String print(String value) {
        return value;
    }
}
