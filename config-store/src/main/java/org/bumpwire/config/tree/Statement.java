package org.bumpwire.config.tree;

import java.util.List;
import java.util.Map;
import org.bumpwire.config.schema.ActionNode;
import org.bumpwire.config.schema.LeafNode;

/** What a line of configuration says. */
public sealed interface Statement {
    /** The context that it is about. */
    ConfigPath path();

    <R> R match(Cases<R> cases);

    /** Goes into a context; makes a named one that is not there yet. */
    record EnterContext(ConfigPath path) implements Statement {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.enter(this);
        }
    }

    /** Gives values to leaves of one context. */
    record Assign(ConfigPath path, List<LeafEdit> edits) implements Statement {
        public Assign {
            edits = List.copyOf(edits);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.assign(this);
        }
    }

    /**
     * Asks for something to be done in a context.
     *
     * @param arguments by the name of the argument; those left out are absent
     */
    record Action(ConfigPath path, ActionNode action, Map<String, String> arguments) implements Statement {
        public Action {
            arguments = Map.copyOf(arguments);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.action(this);
        }

        /** Leaves the arguments out, since they may hold a password. */
        @Override
        public String toString() {
            return "Action[" + path + " " + action.id() + "]";
        }
    }

    /**
     * A value for a leaf.
     *
     * @param words canonical; for a list the items to add, else the whole new value
     * @param typed what the operator wrote for a secret, which the canonical word hides; empty for anything else
     */
    record LeafEdit(LeafNode<?> leaf, List<String> words, String typed) {
        public LeafEdit {
            words = List.copyOf(words);
        }

        /** One whose words are what was written. */
        public LeafEdit(LeafNode<?> leaf, List<String> words) {
            this(leaf, words, "");
        }

        /** Leaves secrets out. */
        @Override
        public String toString() {
            return leaf + " " + (leaf.secret() ? StatementParser.MASK : String.join(" ", words));
        }
    }

    /** One method a kind of statement. */
    interface Cases<R> {
        R enter(EnterContext statement);

        R assign(Assign statement);

        R action(Action statement);
    }
}
