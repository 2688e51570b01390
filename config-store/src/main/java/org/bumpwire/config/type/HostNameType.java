package org.bumpwire.config.type;

import java.util.regex.Pattern;

/** What the device calls itself, also in its prompt (RFC 1123, section 2.1). */
public final class HostNameType implements ValueType<String> {
    private static final Pattern FORM = Pattern.compile("(?=.{1,63}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

    @Override
    public String placeholder() {
        return "NAME";
    }

    @Override
    public String help() {
        return "A host name of 1 to 63 letters, digits and hyphens";
    }

    @Override
    public Shape shape() {
        return Shape.text(1, 63, "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");
    }

    @Override
    public String parse(String text) throws ValueException {
        if (!FORM.matcher(text).matches()) {
            throw new ValueException(
                    "Expected a host name of 1 to 63 letters, digits and inner hyphens, not '%s'".formatted(text));
        }
        return text;
    }

    @Override
    public String print(String value) {
        return value;
    }
}
