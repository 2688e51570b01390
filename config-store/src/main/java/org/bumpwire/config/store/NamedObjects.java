package org.bumpwire.config.store;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bumpwire.config.file.RevisionFolder;
import org.bumpwire.config.tree.ConfigTree;

/** Finds the vault's objects that configurations name. */
final class NamedObjects {
    private static final Pattern OBJECT = Pattern.compile("sha256:[0-9a-f]{64}");

    private NamedObjects() {}

    static Set<String> in(RevisionFolder folder, Collection<ConfigTree> trees) throws IOException {
        Set<String> named = new HashSet<>(folder.mentioned(OBJECT));
        Set<ConfigTree> different = Collections.newSetFromMap(new IdentityHashMap<>());
        different.addAll(trees);
        different.forEach(tree -> tree.forEachWord(word -> add(word, named)));
        return named;
    }

    static Set<String> in(ConfigTree tree) {
        Set<String> named = new HashSet<>();
        tree.forEachWord(word -> add(word, named));
        return named;
    }

    private static void add(String word, Set<String> named) {
        Matcher matcher = OBJECT.matcher(word);
        while (matcher.find()) {
            named.add(matcher.group());
        }
    }
}
