package org.bumpwire.config.type;

import java.util.List;

/**
 * What one word of a statement may be: reads it, writes it back in its one canonical form, and explains itself.
 *
 * <p>For every value, {@code parse(print(value))} equals the value.
 */
public interface ValueType<T> {
    /** How syntax lines call it, such as {@code CIDR}. */
    String placeholder();

    /** One line for {@code ?} and the reference page. */
    String help();

    /** What a word of it looks like, for programs. */
    Shape shape();

    T parse(String text) throws ValueException;

    String print(T value);

    /** Every word that there is, for types with few; Tab offers them. */
    default List<Choice> words() {
        return List.of();
    }

    /** The form of a word in which the configuration keeps it. */
    default String canonical(String text) throws ValueException {
        return print(parse(text));
    }
}
