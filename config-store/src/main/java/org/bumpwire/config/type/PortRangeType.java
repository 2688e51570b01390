package org.bumpwire.config.type;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bumpwire.config.model.PortRange;

/** A TCP port, or a range of them with a hyphen. */
public final class PortRangeType implements ValueType<PortRange> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,5})(?:-([0-9]{1,5}))?");

    @Override
    public String placeholder() {
        return "PORT[-PORT]";
    }

    @Override
    public String help() {
        return "A TCP port of 1 to 65535 or a range of them, such as 8443-8450";
    }

    @Override
    public Shape shape() {
        return Shape.text(1, 11, "[0-9]{1,5}(-[0-9]{1,5})?");
    }

    @Override
    public PortRange parse(String text) throws ValueException {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new ValueException("Expected a port or a range such as 8443-8450, not '%s'".formatted(text));
        }
        int first = Integer.parseInt(form.group(1));
        int last = form.group(2) == null ? first : Integer.parseInt(form.group(2));
        try {
            return new PortRange(first, last);
        } catch (IllegalArgumentException e) {
            throw new ValueException(e.getMessage() == null ? "Not a port range" : e.getMessage());
        }
    }

    @Override
    public String print(PortRange value) {
        return value.toString();
    }
}
