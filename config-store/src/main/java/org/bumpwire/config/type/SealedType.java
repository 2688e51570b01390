package org.bumpwire.config.type;

import java.util.regex.Pattern;

/** A secret for others that the device itself must be able to read: sealed under its device key. */
public final class SealedType implements ValueType<String> {
    private static final Pattern FORM = Pattern.compile("sealed:[A-Za-z0-9+/]{40,4096}={0,2}");

    @Override
    public String placeholder() {
        return "SEALED";
    }

    @Override
    public String help() {
        return "A secret as the device sealed it; use set instead";
    }

    @Override
    public Shape shape() {
        return Shape.text(47, 4_105, FORM.pattern());
    }

    /** What is no sealed secret may be a clear one, so the refusal does not repeat it. */
    @Override
    public String parse(String text) throws ValueException {
        if (!FORM.matcher(text).matches()) {
            throw new ValueException("Expected what the device sealed; type set, and the secret when it is asked for");
        }
        return text;
    }

    @Override
    public String print(String value) {
        return value;
    }
}
