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
import org.bumpwire.config.tree.TreePrinter;
import org.bumpwire.shell.render.Json;
import org.bumpwire.shell.render.Report;

/**
 * A configuration or a part of it.
 *
 * @param secrets whether the reader may see password hashes
 */
record ConfigReport(ConfigTree tree, ConfigPath path, boolean secrets) implements Report {
    @Override
    public String document() {
        return "configuration";
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

    private Map<String, Object> members(ConfigPath at) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (tree.isInactive(at)) {
            members.put("@inactive", true);
        }
        List<String> inactive = at.context().leaves().stream()
                .filter(leaf -> tree.isInactive(at, leaf) && (secrets || !leaf.secret()))
                .map(LeafNode::keyword)
                .toList();
        if (!inactive.isEmpty()) {
            members.put("@inactive-statements", inactive);
        }
        for (LeafNode<?> leaf : at.context().leaves()) {
            List<String> words = tree.words(at, leaf);
            if (!words.isEmpty() && (secrets || !leaf.secret())) {
                members.put(leaf.keyword(), leaf.multiple() ? words : String.join(" ", words));
            }
        }
        for (ContextNode context : at.context().contexts()) {
            Map<String, Object> inside = new LinkedHashMap<>();
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
}
