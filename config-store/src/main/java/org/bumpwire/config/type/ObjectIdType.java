package org.bumpwire.config.type;

import java.util.regex.Pattern;

/** Names something in the vault by the hash of its content; import and generate fill it in. */
public final class ObjectIdType implements ValueType<String> {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    @Override
    public String placeholder() {
        return "OBJECT-ID";
    }

    @Override
    public String help() {
        return "sha256: and 64 hexadecimal digits, as the device wrote them; use import or generate instead";
    }

    @Override
    public Shape shape() {
        return Shape.text(71, 71, FORM.pattern());
    }

    @Override
    public String parse(String text) throws ValueException {
        if (!FORM.matcher(text).matches()) {
            throw new ValueException("Expected sha256: and 64 hexadecimal digits, not '%s' (use import to bring a file)"
                    .formatted(text));
        }
        return text;
    }

    @Override
    public String print(String value) {
        return value;
    }
}
