package org.bumpwire.config.tree;

import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.config.schema.AssertContext;
import org.bumpwire.config.schema.LeafNode;

/** What is left of a statement for somebody who does not see all the objects that it names. */
record Withholding(Sieve sieve) {
    /** The values of a list that name nothing hidden; of any other leaf all of its words, or none. */
    List<String> seen(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        if (!References.areIn(leaf) && !path.context().equals(AssertContext.NODE)) {
            return words;
        }
        if (leaf.multiple()) {
            return words.stream()
                    .filter(word -> keeps(path, leaf, List.of(word)))
                    .toList();
        }
        return keeps(path, leaf, words) ? words : List.of();
    }

    private boolean keeps(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        return Stream.concat(
                        References.of(path, leaf, words).stream().map(References.Reference::target),
                        asserted(path, leaf, words))
                .allMatch(sieve::keeps);
    }

    /** An assert holds the way to what it is about as a text. */
    private static Stream<ConfigPath> asserted(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        boolean names = path.context().equals(AssertContext.NODE) && !leaf.equals(AssertContext.DESCRIPTION);
        try {
            return names && !words.isEmpty()
                    ? Stream.of(StatementParser.parseTarget(ConfigPath.root(), Words.split(words.get(0)))
                            .path())
                    : Stream.empty();
        } catch (StatementException e) {
            // It names nothing; commit says so.
            return Stream.empty();
        }
    }
}
