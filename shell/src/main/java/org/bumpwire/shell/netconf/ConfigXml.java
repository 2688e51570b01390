package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.tree.TreePrinter;

/**
 * A configuration as elements: a context is an element with its contents, named ones with the name as their first child;
 * a statement is an element with its value as it is typed, one each for the values of a list.
 *
 * @param secrets whether the reader may see password hashes
 */
record ConfigXml(ConfigTree tree, boolean secrets) {
    /** The child of a named context that holds its name. */
    static final String NAME = "name";
    /** The attribute of what is kept and out of force. */
    static final String INACTIVE = "inactive";
    /** The attribute with what an operator wrote about something. */
    static final String NOTE = "note";

    /** The contexts of the root. */
    List<XmlElement> elements() {
        return members(ConfigPath.root());
    }

    private List<XmlElement> members(ConfigPath path) {
        List<XmlElement> members = new ArrayList<>();
        for (LeafNode<?> leaf : path.context().leaves()) {
            members.addAll(leaf(path, leaf));
        }
        for (ContextNode context : path.context().contexts()) {
            if (context.isNamed()) {
                for (String name : tree.names(path, context)) {
                    List<XmlElement> inside = new ArrayList<>();
                    inside.add(XmlElement.text(Names.CONFIGURATION, NAME, name));
                    inside.addAll(members(path.child(context, name)));
                    members.add(context(path.child(context, name), inside));
                }
            } else if (tree.has(new Target(path.child(context), Optional.empty(), List.of()))) {
                members.add(context(path.child(context), members(path.child(context))));
            }
        }
        return members;
    }

    private XmlElement context(ConfigPath path, List<XmlElement> inside) {
        Map<String, String> attributes =
                attributes(tree.isInactive(path), tree.note(new Target(path, Optional.empty(), List.of())));
        return new XmlElement(Names.CONFIGURATION, path.context().keyword(), attributes, inside, "");
    }

    private List<XmlElement> leaf(ConfigPath path, LeafNode<?> leaf) {
        List<String> words = tree.words(path, leaf);
        if (words.isEmpty() || (leaf.secret() && !secrets)) {
            return List.of();
        }
        Map<String, String> attributes =
                attributes(tree.isInactive(path, leaf), tree.note(new Target(path, Optional.of(leaf), List.of())));
        List<String> values =
                leaf.multiple() ? words : List.of(leaf.oneWord() ? words.get(0) : TreePrinter.value(path, leaf, words));
        return values.stream()
                .map(value -> new XmlElement(Names.CONFIGURATION, leaf.keyword(), attributes, List.of(), value))
                .toList();
    }

    private static Map<String, String> attributes(boolean inactive, String note) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (inactive) {
            attributes.put(INACTIVE, "true");
        }
        if (!note.isEmpty()) {
            attributes.put(NOTE, note);
        }
        return attributes;
    }
}
