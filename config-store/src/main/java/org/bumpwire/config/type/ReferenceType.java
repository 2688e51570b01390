package org.bumpwire.config.type;

import java.util.List;

/**
 * The name of an object elsewhere in the configuration; that it is there is checked at commit.
 *
 * @param target the keywords that lead to the named context, such as {@code sslinsp server}
 * @param names what its names may be
 */
public record ReferenceType(List<String> target, ValueType<String> names) implements ValueType<String> {
    public ReferenceType {
        target = List.copyOf(target);
    }

    public static ReferenceType to(String target, ValueType<String> names) {
        return new ReferenceType(List.of(target.split(" ", -1)), names);
    }

    @Override
    public String placeholder() {
        return "NAME";
    }

    @Override
    public String help() {
        return "Name of an existing " + String.join(" ", target);
    }

    @Override
    public String parse(String text) throws ValueException {
        return names.parse(text);
    }

    @Override
    public String print(String value) {
        return value;
    }
}
