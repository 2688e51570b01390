package org.bumpwire.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.type.ValueException;
import org.bumpwire.config.type.ValueType;

/**
 * A statement that gives a value: one declaration, from which parser, printer, completion, help, compile and reference
 * page all follow.
 *
 * <p>The configuration keeps a leaf as canonical words: those of its form, or of a list one word an item.
 */
public final class LeafNode<T> implements Node {
    private final String keyword;
    private final String help;
    private final List<Form<T>> forms;
    private final Reading<T> reading;
    private final Traits traits;
    /** What the default words mean, once it was asked for: a large configuration asks ten thousand times. */
    private volatile Optional<T> defaultRead = Optional.empty();

    private LeafNode(String keyword, String help, List<Form<T>> forms, Reading<T> reading, Traits traits) {
        this.keyword = keyword;
        this.help = help;
        this.forms = List.copyOf(forms);
        this.reading = reading;
        this.traits = traits;
    }

    /** A leaf with one value of one word. */
    public static <T> LeafNode<T> of(String keyword, ValueType<T> type, String help) {
        Form<T> form = Form.value(type);
        return new LeafNode<>(keyword, help, List.of(form), form::read, Traits.SINGLE);
    }

    /** A leaf with one value that can be written in several forms, which differ in their first word. */
    public static <T> LeafNode<T> choice(String keyword, String help, List<Form<T>> forms) {
        return new LeafNode<>(keyword, help, forms, words -> readAny(forms, words), Traits.SINGLE);
    }

    /** A leaf with any number of values of one word each; a statement adds to those that are there. */
    public static <E> LeafNode<List<E>> list(String keyword, ValueType<E> type, String help) {
        Form<List<E>> item = Form.of(List.of(new Form.Value(type)), values -> List.of(values.at(0, type)));
        return new LeafNode<>(keyword, help, List.of(item), words -> readItems(type, words), Traits.LIST);
    }

    @Override
    public String keyword() {
        return keyword;
    }

    @Override
    public String help() {
        return help;
    }

    public List<Form<T>> forms() {
        return forms;
    }

    /** Whether it holds a list of values. */
    public boolean multiple() {
        return traits.multiple();
    }

    /** Whether the order of its list means something. */
    public boolean ordered() {
        return traits.ordered();
    }

    /** Whether its context is of no use without it. */
    public boolean required() {
        return traits.required();
    }

    /** Whether its words are shown to administrators only and never logged. */
    public boolean secret() {
        return traits.secret();
    }

    /** What holds where the leaf is not set; nothing for a list that is empty or a leaf that is then absent. */
    public List<String> defaultWords() {
        return traits.defaultWords();
    }

    /** What the default words mean; nothing where the leaf is then absent. */
    public Optional<T> defaultValue() throws ValueException {
        if (defaultRead.isEmpty() && (multiple() || !defaultWords().isEmpty())) {
            defaultRead = Optional.of(read(defaultWords()));
        }
        return defaultRead;
    }

    /** What holds where the leaf is not set, as the operator reads it; empty for nothing. */
    public String defaultText() {
        return traits.defaultText();
    }

    /** How many values a list may have. */
    public int most() {
        return traits.most();
    }

    /** The capability without which it cannot be changed, nor, where it is enabled, anything else in its context. */
    public Optional<Capability> locks() {
        return traits.locks().stream().findFirst();
    }

    /** Whether each of its values is one word of a type, and so needs no quotes. */
    public boolean oneWord() {
        List<Form.Part> parts = forms.get(0).parts();
        return forms.size() == 1 && parts.size() == 1 && parts.get(0) instanceof Form.Value;
    }

    /** What the words mean. */
    public T read(List<String> words) throws ValueException {
        return reading.read(words);
    }

    /** A statement that sets it, without its context. */
    public String howToSet() {
        return traits.howToSet().isEmpty() ? keyword + " " + forms.get(0) : traits.howToSet();
    }

    public LeafNode<T> defaultsTo(String... words) {
        return with(traits.defaultsTo(List.of(words), String.join(" ", words)));
    }

    /** Says what holds where the leaf is not set and what compile makes of it is no constant. */
    public LeafNode<T> whenUnset(String text) {
        return with(traits.defaultsTo(traits.defaultWords(), text));
    }

    public LeafNode<T> inOrder() {
        return with(traits.inOrder());
    }

    public LeafNode<T> mandatory() {
        return with(traits.mandatory(""));
    }

    /** Names the action that sets it, where an operator would not type its value. */
    public LeafNode<T> mandatory(String howToSet) {
        return with(traits.mandatory(howToSet));
    }

    public LeafNode<T> keptSecret() {
        return with(traits.keptSecret());
    }

    /** Makes it a lock of its context, for which an operator needs a capability besides those of the context. */
    public LeafNode<T> locking(Capability key) {
        return with(traits.locking(key));
    }

    public LeafNode<T> atMost(int most) {
        return with(traits.atMost(most));
    }

    @Override
    public String toString() {
        return keyword;
    }

    private LeafNode<T> with(Traits changed) {
        return new LeafNode<>(keyword, help, forms, reading, changed);
    }

    private static <T> T readAny(List<Form<T>> forms, List<String> words) throws ValueException {
        for (Form<T> form : forms) {
            boolean chosen = !words.isEmpty()
                    && form.parts().get(0) instanceof Form.Keyword first
                    && first.word().equals(words.get(0));
            if (chosen || form.fits(words)) {
                return form.read(words);
            }
        }
        throw new ValueException("Expected "
                + String.join(" or ", forms.stream().map(f -> "'" + f + "'").toList()));
    }

    private static <E> List<E> readItems(ValueType<E> type, List<String> words) throws ValueException {
        List<E> items = new ArrayList<>(words.size());
        for (String word : words) {
            items.add(type.parse(word));
        }
        return List.copyOf(items);
    }

    private interface Reading<T> {
        T read(List<String> words) throws ValueException;
    }
}
