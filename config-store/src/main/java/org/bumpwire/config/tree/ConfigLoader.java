package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.Statement.LeafEdit;
import org.jspecify.annotations.Nullable;

/** Reads configuration text of many lines: what {@code display} prints, in either form. */
public final class ConfigLoader {
    private final List<String> problems = new ArrayList<>();
    private ConfigTree tree;
    private ConfigPath at;
    private final List<String> gathered = new ArrayList<>();
    private ConfigPath gatheredPath = ConfigPath.root();
    private @Nullable LeafNode<?> gatheredLeaf;

    private ConfigLoader(ConfigTree onto, ConfigPath at) {
        this.tree = onto;
        this.at = at;
    }

    /**
     * Loads statements onto a tree; {@code exit} leaves a context, {@code top} all of them,
     * {@code delete} removes, {@code deactivate} and {@code activate} and a statement behind {@code inactive:} put out of
     * force and back into it, {@code annotate} writes something about one, {@code #} begins a comment.
     *
     * @param at the context that the first line is in
     */
    public static Loaded load(ConfigTree onto, ConfigPath at, List<String> lines) {
        ConfigLoader loader = new ConfigLoader(onto, at);
        for (int i = 0; i < lines.size(); i++) {
            loader.line(i + 1, lines.get(i));
        }
        loader.flush(lines.size());
        return new Loaded(loader.tree, loader.problems);
    }

    /**
     * A tree with every line loaded that could be.
     *
     * @param problems one sentence a bad line, with its number
     */
    public record Loaded(ConfigTree tree, List<String> problems) {
        public Loaded {
            problems = List.copyOf(problems);
        }
    }

    private void line(int number, String line) {
        try {
            line(number, Words.split(line));
        } catch (StatementException e) {
            problems.add("Line %d: %s".formatted(number, e.getMessage()));
        }
    }

    private void line(int number, List<Token> words) throws StatementException {
        if (words.isEmpty()) {
            return;
        }
        String first = words.get(0).quoted() ? "" : words.get(0).text();
        if (words.size() == 1 && (first.equals("exit") || first.equals("up"))) {
            at = at.parent();
        } else if (words.size() == 1 && (first.equals("top") || first.equals("!"))) {
            at = ConfigPath.root();
        } else if (words.size() > 1 && first.equals("delete")) {
            flush(number);
            tree = tree.without(target(words));
        } else if (words.size() > 1 && (first.equals("deactivate") || first.equals("activate"))) {
            flush(number);
            tree = tree.marked(whole(target(words)), first.equals("deactivate"));
        } else if (words.size() > 1 && first.equals(Annotation.KEYWORD)) {
            flush(number);
            annotate(words);
        } else if (words.size() > 1 && first.equals(StatementParser.INACTIVE)) {
            Statement statement = StatementParser.parse(at, words.subList(1, words.size()));
            apply(number, statement);
            flush(number);
            for (Target target : Target.of(statement)) {
                tree = tree.marked(target, true);
            }
        } else {
            apply(number, StatementParser.parse(at, words));
        }
    }

    private void annotate(List<Token> words) throws StatementException {
        try {
            Annotation note = Annotation.parse(at, words.subList(1, words.size()));
            tree = tree.noted(note.target(), note.text());
        } catch (StatementException e) {
            throw behindFirst(e);
        }
    }

    private static Target whole(Target target) throws StatementException {
        if (!target.items().isEmpty()) {
            throw new StatementException(
                    1, "Only a whole statement can be inactive, not some of its values", List.of());
        }
        return target;
    }

    private Target target(List<Token> words) throws StatementException {
        try {
            return StatementParser.parseTarget(at, words.subList(1, words.size()));
        } catch (StatementException e) {
            throw behindFirst(e);
        }
    }

    private static StatementException behindFirst(StatementException e) {
        return new StatementException(e.wordIndex() + 1, e.getMessage(), e.expected());
    }

    private void apply(int number, Statement statement) throws StatementException {
        if (statement instanceof Statement.EnterContext enter) {
            flush(number);
            tree = tree.with(enter.path());
            at = enter.path();
        } else if (statement instanceof Statement.Assign assign) {
            for (LeafEdit edit : assign.edits()) {
                assign(number, assign.path(), edit);
            }
        } else if (statement instanceof Statement.Action action) {
            throw new StatementException(
                    0,
                    "'%s' is no configuration and cannot be loaded"
                            .formatted(action.action().id()),
                    List.of());
        }
    }

    /** Gathers what consecutive lines add to one list, since a long list would else be copied for each of them. */
    private void assign(int number, ConfigPath path, LeafEdit edit) {
        if (!gathered.isEmpty() && (!edit.leaf().equals(gatheredLeaf) || !path.equals(gatheredPath))) {
            flush(number);
        }
        if (!edit.leaf().multiple()) {
            flush(number);
            add(number, path, edit);
            return;
        }
        gatheredPath = path;
        gatheredLeaf = edit.leaf();
        gathered.addAll(edit.words());
    }

    private void flush(int number) {
        if (gathered.isEmpty() || gatheredLeaf == null) {
            return;
        }
        add(number, gatheredPath, new LeafEdit(gatheredLeaf, gathered));
        gathered.clear();
    }

    private void add(int number, ConfigPath path, LeafEdit edit) {
        try {
            tree = tree.with(path, edit);
        } catch (IllegalArgumentException e) {
            problems.add("Line %d: %s".formatted(number, e.getMessage()));
        }
    }
}
