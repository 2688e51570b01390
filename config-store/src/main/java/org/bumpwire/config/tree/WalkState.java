package org.bumpwire.config.tree;

import java.util.List;

/** Where the reading of a line stands after some of its words. */
interface WalkState {
    /** Takes the next word; {@code index} is its place in the line. */
    WalkState accept(Token token, int index) throws StatementException;

    /** What may come next. */
    List<Expected> expected();

    /** Whether the line may end here. */
    boolean mayEnd();

    /** What the line says if it ends here; {@code index} is the number of its words. */
    Said end(int index) throws StatementException;

    /** Whether the word is surely meant for this state, where a keyword leaves several open. */
    boolean claims(Token token);

    /** Whether the next word is a value that must not be logged. */
    default boolean awaitsSecret() {
        return false;
    }

    /** A line that was read to its end: a statement, or what one points at. */
    interface Said {}

    /** What a line tells to do. */
    record Told(Statement statement) implements Said {}

    /** What a line points at. */
    record Pointed(Target target) implements Said {}

    /** The complaint about a line that ends too early. */
    static StatementException missing(int index, List<Expected> expected) {
        List<String> words = expected.stream()
                .flatMap(e -> e.choices(SeenTree.EMPTY).stream())
                .map(c -> c.word())
                .distinct()
                .toList();
        return new StatementException(index, "Expected %s at the end".formatted(listing(words)), words);
    }

    private static String listing(List<String> words) {
        int most = 8;
        return words.size() <= most ? String.join(" or ", words) : String.join(", ", words.subList(0, most)) + " …";
    }
}
