package org.bumpwire.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bumpwire.config.type.ValueException;
import org.bumpwire.config.type.ValueType;

/**
 * One way to write a leaf's value: keywords and typed words in a fixed order, such as {@code reverse ENDPOINT to
 * ENDPOINT}, and what they mean together.
 */
public final class Form<T> {
    private final List<Part> parts;
    private final Function<Values, T> meaning;

    private Form(List<Part> parts, Function<Values, T> meaning) {
        this.parts = List.copyOf(parts);
        this.meaning = meaning;
    }

    /** The word at one place of a form. */
    public sealed interface Part {
        /** As syntax lines show it. */
        String text();
    }

    /** Must be written as it stands. */
    public record Keyword(String word, String help) implements Part {
        @Override
        public String text() {
            return word;
        }
    }

    /** Any word of a type. */
    public record Value(ValueType<?> type) implements Part {
        @Override
        public String text() {
            return type.placeholder();
        }
    }

    public static <T> Form<T> of(List<Part> parts, Function<Values, T> meaning) {
        return new Form<>(parts, meaning);
    }

    public static <T> Form<T> value(ValueType<T> type) {
        return new Form<>(List.of(new Value(type)), values -> values.at(0, type));
    }

    public List<Part> parts() {
        return parts;
    }

    /** Whether words have the number and the keywords of this form. */
    public boolean fits(List<String> words) {
        return words.size() == parts.size()
                && IntStream.range(0, words.size())
                        .allMatch(i -> !(parts.get(i) instanceof Keyword keyword)
                                || keyword.word().equals(words.get(i)));
    }

    T read(List<String> words) throws ValueException {
        if (!fits(words)) {
            throw new ValueException("Expected '%s'".formatted(this));
        }
        List<String> typed = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (parts.get(i) instanceof Value value) {
                value.type().parse(words.get(i));
                typed.add(words.get(i));
            }
        }
        return meaning.apply(new Values(typed));
    }

    /** As syntax lines show it. */
    @Override
    public String toString() {
        return String.join(" ", parts.stream().map(Part::text).toList());
    }

    /** The typed words of a form, keywords left out. */
    public static final class Values {
        private final List<String> words;

        private Values(List<String> words) {
            this.words = words;
        }

        /** The typed word at {@code index}, which is known to be of its type. */
        public <V> V at(int index, ValueType<V> type) {
            try {
                return type.parse(words.get(index));
            } catch (ValueException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        }
    }
}
