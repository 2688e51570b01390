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
import org.bumpwire.config.tree.Sieve;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.tree.TreePrinter;
import org.bumpwire.config.yang.ConfigModule;

/**
 * A configuration as elements, which the YANG module describes: a context is an element with its contents, named ones with
 * the name as their first child; a statement is an element with its value as it is typed, one each for the values of a
 * list.
 *
 * @param secrets whether the reader may see password hashes
 * @param defaults of which statements that are not set the default is told; empty for none
 */
record ConfigXml(ConfigTree tree, boolean secrets, Optional<Sieve> defaults) {
    /** The child of a named context that holds its name. */
    static final String NAME = ConfigModule.KEY;
    /** The attribute of what is kept and out of force. */
    static final String INACTIVE = ConfigModule.INACTIVE;
    /** The attribute with what an operator wrote about something. */
    static final String NOTE = ConfigModule.NOTE;

    /** Of what is set, and nothing else. */
    static ConfigXml explicit(ConfigTree tree, boolean secrets) {
        return new ConfigXml(tree, secrets, Optional.empty());
    }

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
            } else {
                single(path, context).ifPresent(members::add);
            }
        }
        return members;
    }

    /** A context that is one of its kind: it is there, or defaults hold in it. */
    private Optional<XmlElement> single(ConfigPath path, ContextNode context) {
        boolean isThere = tree.has(new Target(path.child(context), Optional.empty(), List.of()));
        if (!isThere && defaults.filter(told -> told.keeps(path, context)).isEmpty()) {
            return Optional.empty();
        }
        List<XmlElement> inside = members(path.child(context));
        return isThere || !inside.isEmpty() ? Optional.of(context(path.child(context), inside)) : Optional.empty();
    }

    private XmlElement context(ConfigPath path, List<XmlElement> inside) {
        Map<String, String> attributes =
                attributes(tree.isInactive(path), tree.note(new Target(path, Optional.empty(), List.of())));
        return new XmlElement(Names.CONFIGURATION, path.context().keyword(), attributes, inside, "");
    }

    private List<XmlElement> leaf(ConfigPath path, LeafNode<?> leaf) {
        List<String> set = tree.words(path, leaf);
        boolean usual =
                set.isEmpty() && defaults.filter(told -> told.keeps(path, leaf)).isPresent();
        List<String> words = usual ? leaf.defaultWords() : set;
        if (words.isEmpty() || (leaf.secret() && !secrets)) {
            return List.of();
        }
        Map<String, String> attributes =
                attributes(tree.isInactive(path, leaf), tree.note(new Target(path, Optional.of(leaf), List.of())));
        List<String> values =
                leaf.multiple() ? words : List.of(leaf.oneWord() ? words.get(0) : TreePrinter.value(path, leaf, words));
        String name = path.context().elementName(leaf);
        return values.stream()
                .map(value -> new XmlElement(Names.CONFIGURATION, name, attributes, List.of(), value))
                .toList();
    }

    private static Map<String, String> attributes(boolean inactive, String note) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (inactive) {
            attributes.put(XmlElement.key(Names.CONFIGURATION, INACTIVE), "true");
        }
        if (!note.isEmpty()) {
            attributes.put(XmlElement.key(Names.CONFIGURATION, NOTE), note);
        }
        return attributes;
    }
}
