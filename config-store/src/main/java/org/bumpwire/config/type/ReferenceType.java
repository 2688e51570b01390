package org.bumpwire.config.type;

import java.util.List;

/**
 * The name of an object elsewhere in the configuration; that it is there is checked at commit.
 *
 * @param target the keywords that lead to the named context, such as {@code sslinsp server}
 * @param names what its names may be
 * @param always names that mean something without an object of the name
 */
public record ReferenceType(List<String> target, ValueType<String> names, List<Choice> always)
        implements ValueType<String> {
    public ReferenceType {
        target = List.copyOf(target);
        always = List.copyOf(always);
    }

    public static ReferenceType to(String target, ValueType<String> names) {
        return new ReferenceType(List.of(target.split(" ", -1)), names, List.of());
    }

    /** The same with names that need no object. */
    public ReferenceType or(List<Choice> built) {
        return new ReferenceType(target, names, built);
    }

    /** Whether a name needs no object. */
    public boolean isAlways(String name) {
        return always.stream().anyMatch(choice -> choice.word().equals(name));
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
    public Shape shape() {
        return new Shape.Reference(target, always);
    }

    @Override
    public String parse(String text) throws ValueException {
        return isAlways(text) ? text : names.parse(text);
    }

    @Override
    public String print(String value) {
        return value;
    }
}
