package org.bumpwire.shell.command;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.bumpwire.shell.render.Json;
import org.bumpwire.shell.render.Report;

/**
 * A configuration or a part of it.
 *
 * @param secrets whether the reader may see password hashes
 */
record ConfigReport(ConfigTree tree, ConfigPath path, boolean secrets) implements Report {
    static final String DOCUMENT = "configuration";
    /** The value of a statement whose keyword is also that of the context, such as sslinsp server enable. */
    static final String VALUE = "@value";
    /** Tells that a context is out of force. */
    static final String INACTIVE = "@inactive";
    /** Names the statements of a context that are out of force. */
    static final String INACTIVE_STATEMENTS = "@inactive-statements";

    /** What is written about a context. */
    static final String NOTE = "@note";
    /** What is written about the statements of a context, by their keywords. */
    static final String STATEMENT_NOTES = "@notes";

    @Override
    public String document() {
        return DOCUMENT;
    }

    @Override
    public List<String> text(int width) {
        return printer().statements(tree, path);
    }

    @Override
    public Optional<List<String>> statements() {
        return Optional.of(printer().fullLines(tree, path));
    }

    @Override
    public JsonNode data() {
        return Json.node(members(path));
    }

    private TreePrinter printer() {
        return secrets ? TreePrinter.complete() : TreePrinter.masked();
    }

    /** One plain word is itself; what has several is as it is typed. */
    private static String value(ConfigPath at, LeafNode<?> leaf, List<String> words) {
        return leaf.oneWord() ? words.get(0) : TreePrinter.value(at, leaf, words);
    }

    private Map<String, Object> members(ConfigPath at) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (tree.isInactive(at)) {
            members.put(INACTIVE, true);
        }
        List<String> inactive = at.context().leaves().stream()
                .filter(leaf -> tree.isInactive(at, leaf) && (secrets || !leaf.secret()))
                .map(LeafNode::keyword)
                .toList();
        if (!inactive.isEmpty()) {
            members.put(INACTIVE_STATEMENTS, inactive);
        }
        Map<String, String> notes = notes(at);
        Optional.ofNullable(notes.remove("")).ifPresent(note -> members.put(NOTE, note));
        if (!notes.isEmpty()) {
            members.put(STATEMENT_NOTES, notes);
        }
        for (LeafNode<?> leaf : at.context().leaves()) {
            List<String> words = tree.words(at, leaf);
            if (!words.isEmpty() && (secrets || !leaf.secret())) {
                members.put(leaf.keyword(), leaf.multiple() ? words : value(at, leaf, words));
            }
        }
        for (ContextNode context : at.context().contexts()) {
            Map<String, Object> inside = new LinkedHashMap<>();
            Optional.ofNullable(members.remove(context.keyword())).ifPresent(v -> inside.put(VALUE, v));
            if (context.isNamed()) {
                tree.names(at, context).forEach(n -> inside.put(n, members(at.child(context, n))));
            } else {
                inside.putAll(members(at.child(context)));
            }
            if (!inside.isEmpty()) {
                members.put(context.keyword(), inside);
            }
        }
        return members;
    }

    /** What is written here: about the context under the empty word, else by the keyword. */
    private Map<String, String> notes(ConfigPath at) {
        Map<String, String> notes = new LinkedHashMap<>();
        notes.put("", tree.note(new Target(at, Optional.empty(), List.of())));
        for (LeafNode<?> leaf : at.context().leaves()) {
            if (secrets || !leaf.secret()) {
                notes.put(leaf.keyword(), tree.note(new Target(at, Optional.of(leaf), List.of())));
            }
        }
        notes.values().removeIf(String::isEmpty);
        return notes;
    }
}
