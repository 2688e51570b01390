package org.bumpwire.config.type;

import java.util.function.IntPredicate;

/**
 * Any text without control characters.
 *
 * @param lines whether it may have several lines
 */
public record TextType(String placeholder, int shortest, int longest, boolean lines) implements ValueType<String> {
    public static TextType upTo(int longest) {
        return new TextType("TEXT", 0, longest, false);
    }

    /** The path of a file on the device; whether it is there is seen when it is read. */
    public static TextType file() {
        return new TextType("FILE", 1, 4096, false);
    }

    /** Text that may not be left empty. */
    public static TextType pattern(int longest) {
        return new TextType("TEXT", 1, longest, true);
    }

    public static TextType linesUpTo(int longest) {
        return new TextType("TEXT", 0, longest, true);
    }

    @Override
    public String help() {
        return placeholder.equals("FILE")
                ? "Path of a file on the device"
                : "Text of %s%d characters, in quotes if it has spaces"
                        .formatted(shortest == 0 ? "up to " : shortest + " to ", longest);
    }

    @Override
    public Shape shape() {
        return Shape.text(shortest, longest);
    }

    @Override
    public String parse(String text) throws ValueException {
        if (text.length() < shortest) {
            throw new ValueException("Expected text of at least %d characters".formatted(shortest));
        }
        if (text.length() > longest) {
            throw new ValueException("The text has %d characters, more than %d".formatted(text.length(), longest));
        }
        IntPredicate allowed = c -> !Character.isISOControl(c) || c == '\t' || (lines && c == '\n');
        if (!text.chars().allMatch(allowed)) {
            throw new ValueException("The text must not have control characters");
        }
        return text;
    }

    @Override
    public String print(String value) {
        return value;
    }
}
