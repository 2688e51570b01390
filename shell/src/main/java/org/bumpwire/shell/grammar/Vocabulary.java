package org.bumpwire.shell.grammar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Named things of which an operator types the name or a prefix that only one of them has. */
public final class Vocabulary<T> {
    private final Map<String, T> things = new LinkedHashMap<>();

    public Vocabulary<T> add(String name, T thing) {
        things.put(name, thing);
        return this;
    }

    public Collection<String> names() {
        return things.keySet();
    }

    /** The thing that a word means; a whole name wins over the longer ones that it begins. */
    public Optional<T> find(Word word) throws SyntaxException {
        T exact = things.get(word.text());
        if (exact != null) {
            return Optional.of(exact);
        }
        List<String> matches = matches(word.text());
        if (matches.size() > 1) {
            throw new SyntaxException("\"%s\" is ambiguous".formatted(word.text()), word, matches);
        }
        return matches.stream().map(things::get).findFirst();
    }

    /** The thing that a word means, or the complaint that it means none. */
    public T require(Word word, String what) throws SyntaxException {
        Optional<T> found = find(word);
        if (found.isEmpty()) {
            throw unknown(word, what);
        }
        return found.get();
    }

    public SyntaxException unknown(Word word, String what) {
        List<String> nearest = Nearest.to(word.text(), things.keySet());
        String hint = nearest.isEmpty() ? "; ? lists what may stand here" : "";
        return new SyntaxException("\"%s\" is no %s%s".formatted(word.text(), what, hint), word, nearest);
    }

    /** Every name that begins with a prefix. */
    public List<String> matches(String prefix) {
        List<String> matches = new ArrayList<>();
        for (String name : things.keySet()) {
            if (!prefix.isEmpty() && name.regionMatches(true, 0, prefix, 0, prefix.length())) {
                matches.add(name);
            }
        }
        return matches;
    }
}
