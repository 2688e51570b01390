package org.bumpwire.shell.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.Annotation;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.StatementParser;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.tree.Token;
import org.bumpwire.config.tree.Words;
import org.bumpwire.config.type.ValueException;

/** Reads what {@code display json} prints for the whole configuration; every fault is found and named by its path. */
final class JsonConfiguration {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<String> problems = new ArrayList<>();
    private ConfigTree tree;

    private JsonConfiguration(ConfigTree onto) {
        this.tree = onto;
    }

    /** A tree with all loaded that could be, and a sentence for each fault. */
    record Loaded(ConfigTree tree, List<String> problems) {}

    static Loaded load(ConfigTree onto, String text) {
        JsonConfiguration loading = new JsonConfiguration(onto);
        try {
            JsonNode document = MAPPER.readTree(text);
            String kind = "bumpwire." + ConfigReport.DOCUMENT;
            if (document.path("document").asText().equals(kind)
                    && document.path("version").asInt() == 1) {
                loading.context(ConfigPath.root(), document.path("data"));
            } else {
                loading.problems.add("This is no document \"%s\" of version 1".formatted(kind));
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            loading.problems.add("This is no JSON%s"
                    .formatted(at == null ? "" : ", at line %d column %d".formatted(at.getLineNr(), at.getColumnNr())));
        }
        return new Loaded(loading.tree, List.copyOf(loading.problems));
    }

    private void context(ConfigPath path, JsonNode members) {
        if (!members.isObject()) {
            refuse(path, "Expected an object");
            return;
        }
        members.properties().forEach(member -> {
            if (!member.getKey().startsWith("@")) {
                member(path, member.getKey(), member.getValue());
            }
        });
        members.path(ConfigReport.INACTIVE_STATEMENTS)
                .forEach(keyword -> path.context()
                        .leaf(keyword.asText())
                        .ifPresent(leaf -> tree = tree.marked(new Target(path, Optional.of(leaf), List.of()), true)));
        if (members.path(ConfigReport.INACTIVE).asBoolean()) {
            tree = tree.marked(new Target(path, Optional.empty(), List.of()), true);
        }
        notes(path, members);
    }

    private void notes(ConfigPath path, JsonNode members) {
        if (!path.isRoot() && members.has(ConfigReport.NOTE)) {
            note(new Target(path, Optional.empty(), List.of()), members.get(ConfigReport.NOTE));
        }
        members.path(ConfigReport.STATEMENT_NOTES)
                .properties()
                .forEach(note -> path.context()
                        .leaf(note.getKey())
                        .ifPresent(leaf -> note(new Target(path, Optional.of(leaf), List.of()), note.getValue())));
    }

    private void note(Target target, JsonNode text) {
        try {
            tree = tree.noted(target, Annotation.checked(text.asText()));
        } catch (ValueException e) {
            problems.add("The note on %s: %s".formatted(target, e.getMessage()));
        }
    }

    private void member(ConfigPath path, String keyword, JsonNode value) {
        Optional<LeafNode<?>> leaf = path.context().leaf(keyword);
        Optional<ContextNode> context = path.context().context(keyword);
        if (leaf.isPresent() && value.has(ConfigReport.VALUE)) {
            leaf(path, leaf.get(), value.get(ConfigReport.VALUE));
        }
        boolean isContext = context.isPresent() && value.isObject();
        if (isContext && context.get().isNamed()) {
            value.properties().stream()
                    .filter(one -> !one.getKey().startsWith("@"))
                    .forEach(one -> named(path, keyword, one.getKey(), one.getValue()));
        } else if (isContext) {
            context(path.child(context.get()), value);
        } else if (leaf.isPresent()) {
            leaf(path, leaf.get(), value);
        } else {
            refuse(path, "'%s' is not known here".formatted(keyword));
        }
    }

    private void named(ConfigPath path, String keyword, String name, JsonNode members) {
        ContextNode context = path.context().context(keyword).orElseThrow();
        try {
            String canonical = context.name().orElseThrow().canonical(name);
            ConfigPath child = path.child(context, canonical);
            tree = tree.with(child);
            context(child, members);
        } catch (ValueException e) {
            refuse(path, keyword + ": " + e.getMessage());
        }
    }

    private void leaf(ConfigPath path, LeafNode<?> leaf, JsonNode value) {
        try {
            List<Token> words = new ArrayList<>(List.of(Token.of(leaf.keyword())));
            if (leaf.multiple() && value.isArray()) {
                value.forEach(item -> words.add(new Token(item.asText(), true)));
            } else if (leaf.oneWord() && value.isValueNode()) {
                words.add(Token.of(value.asText()));
            } else {
                words.addAll(Words.split(value.asText()));
            }
            if (StatementParser.parse(path, words) instanceof Statement.Assign assign
                    && assign.path().equals(path)) {
                tree = tree.with(assign);
            }
        } catch (StatementException | IllegalArgumentException e) {
            refuse(path, leaf + ": " + e.getMessage());
        }
    }

    private void refuse(ConfigPath path, String why) {
        problems.add(path.isRoot() ? why : path + " " + why);
    }
}
