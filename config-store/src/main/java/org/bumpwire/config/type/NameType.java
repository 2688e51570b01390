package org.bumpwire.config.type;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name that the operator gives an object.
 *
 * @param allowed the characters of a name, in words
 */
public record NameType(Pattern pattern, int longest, String allowed, Set<String> refused) implements ValueType<String> {
    /** The guide's rule for proxies and trust stores. */
    public static NameType of(int longest) {
        return new NameType(
                Pattern.compile("[A-Za-z0-9_-]+( +[A-Za-z0-9_-]+)*"),
                longest,
                "letters, digits, '_', '-' and spaces",
                Set.of());
    }

    /** For objects whose names often are host names. */
    public static NameType withDots(int longest) {
        return new NameType(
                Pattern.compile("[A-Za-z0-9_.-]+( +[A-Za-z0-9_.-]+)*"),
                longest,
                "letters, digits, '_', '-', '.' and spaces",
                Set.of());
    }

    /** What an SSH client and a terminal take without trouble. */
    public static NameType login() {
        return new NameType(
                Pattern.compile("[A-Za-z][A-Za-z0-9_.-]*"),
                32,
                "a letter, then letters, digits, '_', '-' and '.'",
                Set.of());
    }

    public NameType refusing(String... names) {
        return new NameType(pattern, longest, allowed, Set.of(names));
    }

    @Override
    public String placeholder() {
        return "NAME";
    }

    @Override
    public String help() {
        return "A name of 1 to %d characters: %s".formatted(longest, allowed);
    }

    @Override
    public Shape shape() {
        return new Shape.Text(
                1, longest, pattern.pattern(), refused.stream().sorted().toList());
    }

    @Override
    public String parse(String text) throws ValueException {
        if (text.length() > longest) {
            throw new ValueException("The name has %d characters, more than %d".formatted(text.length(), longest));
        }
        if (!pattern.matcher(text).matches()) {
            throw new ValueException("Name '%s' must consist of %s".formatted(text, allowed));
        }
        if (refused.contains(text)) {
            throw new ValueException("The name '%s' is reserved, choose another".formatted(text));
        }
        return text;
    }

    @Override
    public String print(String value) {
        return value;
    }
}
