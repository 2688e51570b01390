package org.bumpwire.config.store;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.schema.AssertContext;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.StatementParser;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.tree.Words;

/** Holds a tree against its own {@code assert} statements. */
record Asserts(ConfigTree tree, Problems problems) {
    void check() {
        for (String name : tree.names(ConfigPath.root(), AssertContext.NODE)) {
            check(ConfigPath.root().child(AssertContext.NODE, name));
        }
    }

    private void check(ConfigPath path) {
        for (String text : tree.words(path, AssertContext.EXISTS)) {
            target(path, AssertContext.EXISTS, text)
                    .filter(target -> !tree.has(target))
                    .ifPresent(target -> refuse(path, "%s must be configured, and is not".formatted(target)));
        }
        for (String text : tree.words(path, AssertContext.ABSENT)) {
            target(path, AssertContext.ABSENT, text)
                    .filter(tree::has)
                    .ifPresent(target -> refuse(path, "%s must not be configured, and is".formatted(target)));
        }
        tree.value(path, AssertContext.EQUALS).ifPresent(equal -> equal(path, equal));
    }

    private void equal(ConfigPath path, AssertContext.Equal equal) {
        Optional<Statement.Assign> demanded = assigned(equal);
        if (demanded.isEmpty()) {
            refuseText(path, AssertContext.EQUALS, equal.path() + " " + equal.value(), "gives no statement that value");
            return;
        }
        Statement.LeafEdit edit = demanded.get().edits().get(0);
        List<String> set = tree.words(demanded.get().path(), edit.leaf());
        List<String> words = set.isEmpty() ? edit.leaf().defaultWords() : set;
        if (!words.equals(edit.words())) {
            refuse(
                    path,
                    "%s %s must be %s".formatted(demanded.get().path(), edit.leaf(), String.join(" ", edit.words())));
        }
    }

    /** The statement as if it were typed; its value as it stands, or else as one word. */
    private static Optional<Statement.Assign> assigned(AssertContext.Equal equal) {
        for (String value : List.of(equal.value(), Words.quote(equal.value()))) {
            try {
                Statement statement = StatementParser.parse(ConfigPath.root(), Words.split(equal.path() + " " + value));
                if (statement instanceof Statement.Assign assign
                        && assign.edits().size() == 1
                        && !assign.edits().get(0).leaf().secret()) {
                    return Optional.of(assign);
                }
            } catch (StatementException e) {
                // The other way of writing it may be one, and if not the caller says so.
            }
        }
        return Optional.empty();
    }

    private Optional<Target> target(ConfigPath path, LeafNode<?> leaf, String text) {
        try {
            return Optional.of(StatementParser.parseTarget(ConfigPath.root(), Words.split(text)));
        } catch (StatementException e) {
            refuseText(path, leaf, text, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void refuse(ConfigPath path, String what) {
        problems.add("%s: %s (keep it so, or have an administrator change the assert)".formatted(path, what));
    }

    private void refuseText(ConfigPath path, LeafNode<?> leaf, String text, String why) {
        problems.add("%s %s: '%s' is no path from the root: %s".formatted(path, leaf, text, why));
    }
}
