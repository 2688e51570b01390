package org.bumpwire.config.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One of a closed set of words, which may be shortened to a unique prefix and written in either case. */
public final class WordType<E> implements ValueType<E> {
    private static final int FEW = 6;

    private final String placeholder;
    private final Map<String, E> meanings;
    private final List<Choice> words;

    private WordType(String placeholder, Map<String, E> meanings, List<Choice> words) {
        this.placeholder = placeholder;
        this.meanings = meanings;
        this.words = List.copyOf(words);
    }

    /** The constants of an enum, as words in lower case with hyphens. */
    public static <E extends Enum<E>> WordType<E> ofEnum(Class<E> constants, Function<E, String> help) {
        return of(
                "",
                List.of(constants.getEnumConstants()),
                e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                help);
    }

    /** A closed set whose members have names of their own. */
    public static <E> WordType<E> of(
            String placeholder, List<E> members, Function<E, String> word, Function<E, String> help) {
        Map<String, E> meanings = new LinkedHashMap<>();
        members.forEach(m -> meanings.put(word.apply(m), m));
        List<Choice> words = members.stream()
                .map(m -> Choice.word(word.apply(m), help.apply(m)))
                .toList();
        return new WordType<>(placeholder, meanings, words);
    }

    /** {@code enable} or {@code disable}. */
    public static WordType<Boolean> toggle() {
        return of("", List.of(true, false), on -> on ? "enable" : "disable", on -> on ? "Turn it on" : "Turn it off");
    }

    @Override
    public String placeholder() {
        return placeholder.isEmpty() ? String.join("|", meanings.keySet()) : placeholder;
    }

    @Override
    public String help() {
        return "One of " + String.join(", ", meanings.keySet());
    }

    @Override
    public Shape shape() {
        return new Shape.Words(words);
    }

    @Override
    public E parse(String text) throws ValueException {
        Optional<String> whole =
                meanings.keySet().stream().filter(w -> w.equalsIgnoreCase(text)).findFirst();
        List<String> matching = whole.map(List::of)
                .orElseGet(() -> meanings.keySet().stream()
                        .filter(w -> !text.isEmpty() && w.regionMatches(true, 0, text, 0, text.length()))
                        .toList());
        E meaning = matching.size() == 1 ? meanings.get(matching.get(0)) : null;
        if (meaning == null) {
            throw new ValueException(
                    matching.isEmpty()
                            ? "Expected %s, not '%s'".formatted(expectation(), text)
                            : "'%s' is ambiguous: %s".formatted(text, String.join(", ", matching)));
        }
        return meaning;
    }

    @Override
    public String print(E value) {
        return meanings.entrySet().stream()
                .filter(e -> e.getValue().equals(value))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Choice> words() {
        return words;
    }

    private String expectation() {
        return meanings.size() <= FEW || placeholder.isEmpty()
                ? String.join(" or ", meanings.keySet())
                : "a " + placeholder;
    }
}
