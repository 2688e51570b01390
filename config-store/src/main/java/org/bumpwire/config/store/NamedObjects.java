package org.bumpwire.config.store;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bumpwire.config.file.RevisionFolder;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.TreePrinter;

/** Finds the vault's objects that configurations name. */
final class NamedObjects {
    private static final Pattern OBJECT = Pattern.compile("sha256:[0-9a-f]{64}");

    private NamedObjects() {}

    static Set<String> in(RevisionFolder folder, Collection<ConfigTree> trees) throws IOException {
        Set<String> named = new TreeSet<>(folder.mentioned(OBJECT));
        trees.forEach(tree -> add(tree, named));
        return named;
    }

    static Set<String> in(ConfigTree tree) {
        Set<String> named = new TreeSet<>();
        add(tree, named);
        return named;
    }

    private static void add(ConfigTree tree, Set<String> named) {
        Matcher matcher = OBJECT.matcher(TreePrinter.complete().text(tree));
        while (matcher.find()) {
            named.add(matcher.group());
        }
    }
}
