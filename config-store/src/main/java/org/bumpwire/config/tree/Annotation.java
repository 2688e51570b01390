package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.type.TextType;
import org.bumpwire.config.type.ValueException;

/**
 * A line that writes something about a context or a whole statement, such as {@code annotate segment LAN "Floor 2"}: the
 * word {@link #KEYWORD}, what points there, and the text in quotes.
 *
 * @param text empty to remove what was written
 */
public record Annotation(Target target, String text) {
    public static final String KEYWORD = "annotate";
    /** The longest text, in characters. */
    public static final int MOST = 512;

    private static final TextType TEXT = TextType.upTo(MOST);

    /**
     * Reads the words behind {@link #KEYWORD}.
     *
     * @param at the context that the words are in; without words before the text it is meant itself
     * @throws StatementException where they lead nowhere, or end with no text that can be kept
     */
    public static Annotation parse(ConfigPath at, List<Token> words) throws StatementException {
        int last = words.size() - 1;
        if (last < 0 || !words.get(last).quoted()) {
            throw new StatementException(words.size(), "Expected a text in quotes at the end", List.of("\"TEXT\""));
        }
        Target target = StatementParser.parseTarget(at, words.subList(0, last));
        if (!target.items().isEmpty()) {
            throw new StatementException(
                    last - 1, "Only a whole statement can be annotated, not some of its values", List.of());
        }
        if (target.path().isRoot() && target.leaf().isEmpty()) {
            throw new StatementException(last, "Name the context or statement before the text", List.of());
        }
        return new Annotation(target, checked(last, words.get(last).text()));
    }

    /** A text as it is kept. */
    public static String checked(String text) throws ValueException {
        return TEXT.parse(text);
    }

    private static String checked(int index, String text) throws StatementException {
        try {
            return checked(text);
        } catch (ValueException e) {
            throw new StatementException(index, String.valueOf(e.getMessage()), List.of());
        }
    }

    /** The line, with the whole way to what it is about. */
    String fullLine() {
        return line(TreePrinter.pointing(target));
    }

    /** The line as it stands inside its context. */
    String lineInside() {
        return line(target.leaf().map(LeafNode::keyword).orElse(""));
    }

    private String line(String pointing) {
        List<String> words = new ArrayList<>(List.of(KEYWORD));
        if (!pointing.isEmpty()) {
            words.add(pointing);
        }
        words.add(Words.quote(text));
        return String.join(" ", words);
    }
}
