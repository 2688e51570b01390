package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses parts of a tree of elements by an example of it (RFC 6241, section 6). */
final class SubtreeFilter {
    /** What identifies one of several; it is kept with whatever else is chosen. */
    private static final String KEY = "name";

    private final List<XmlElement> examples;

    /** @param filter the element around the examples; without any nothing is chosen */
    SubtreeFilter(XmlElement filter) {
        this.examples = filter.children();
    }

    List<XmlElement> choose(List<XmlElement> data) {
        return data.stream()
                .map(one -> choose(examples, one))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<XmlElement> choose(List<XmlElement> examples, XmlElement data) {
        List<XmlElement> fitting =
                examples.stream().filter(example -> fits(example, data)).toList();
        if (fitting.isEmpty()) {
            return Optional.empty();
        }
        List<XmlElement> wanted = new ArrayList<>();
        for (XmlElement example : fitting) {
            List<XmlElement> selections =
                    example.children().stream().filter(c -> !isContentMatch(c)).toList();
            if (selections.isEmpty()) {
                return Optional.of(data);
            }
            wanted.addAll(selections);
        }
        List<XmlElement> kept = new ArrayList<>();
        boolean any = false;
        for (XmlElement child : data.children()) {
            Optional<XmlElement> chosen = choose(wanted, child);
            any |= chosen.isPresent();
            chosen.or(() -> Optional.of(child).filter(c -> isKey(data, c) || isMatched(fitting, c)))
                    .ifPresent(kept::add);
        }
        return any ? Optional.of(data.with(kept)) : Optional.empty();
    }

    private static boolean fits(XmlElement example, XmlElement data) {
        return sameName(example, data)
                && data.attributes().entrySet().containsAll(example.attributes().entrySet())
                && example.children().stream()
                        .filter(SubtreeFilter::isContentMatch)
                        .allMatch(match -> data.children().stream().anyMatch(child -> isSame(match, child)));
    }

    private static boolean isMatched(List<XmlElement> examples, XmlElement child) {
        return examples.stream()
                .flatMap(example -> example.children().stream())
                .anyMatch(match -> isContentMatch(match) && isSame(match, child));
    }

    private static boolean isKey(XmlElement data, XmlElement child) {
        return child.name().equals(KEY) && child.equals(data.children().get(0));
    }

    private static boolean isContentMatch(XmlElement example) {
        return example.children().isEmpty() && !example.word().isEmpty();
    }

    private static boolean isSame(XmlElement match, XmlElement child) {
        return sameName(match, child)
                && child.children().isEmpty()
                && match.word().equals(child.word());
    }

    /** An example without a namespace, or with the protocol's where it only stands around, fits any. */
    private static boolean sameName(XmlElement example, XmlElement data) {
        return example.name().equals(data.name())
                && (example.namespace().isEmpty()
                        || example.namespace().equals(Names.BASE)
                        || example.namespace().equals(data.namespace()));
    }
}
