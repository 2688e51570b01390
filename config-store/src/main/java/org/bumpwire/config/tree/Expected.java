package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.Node;
import org.bumpwire.config.type.Choice;
import org.bumpwire.config.type.ReferenceType;
import org.bumpwire.config.type.ValueType;

/** Something that may come next in a line. */
sealed interface Expected {
    /** The words that it can be, given what is configured. */
    List<Choice> choices(SeenTree tree);

    /** Whether it is there, so that it could be deleted. */
    boolean isIn(SeenTree tree);

    /** Whether somebody sees it. */
    default boolean isSeen(Sieve sieve) {
        return true;
    }

    /**
     * A keyword.
     *
     * @param node what it begins, where it begins a node of the context at {@code path}
     */
    record Keyword(String word, String help, ConfigPath path, Optional<Node> node) implements Expected {
        static Keyword of(String word, String help) {
            return new Keyword(word, help, ConfigPath.root(), Optional.empty());
        }

        @Override
        public List<Choice> choices(SeenTree tree) {
            return List.of(Choice.word(word, help));
        }

        @Override
        public boolean isSeen(Sieve sieve) {
            return node.map(n -> sieve.keeps(path, n)).orElse(true);
        }

        @Override
        public boolean isIn(SeenTree tree) {
            if (node.isEmpty()) {
                return true;
            }
            if (node.get() instanceof LeafNode<?> leaf) {
                return tree.isSet(path, leaf);
            }
            return node.get() instanceof ContextNode context
                    && (context.isNamed() ? !tree.names(path, context).isEmpty() : tree.holds(path.child(context)));
        }
    }

    /** A word of a type. */
    record Value(ValueType<?> type, String help) implements Expected {
        @Override
        public List<Choice> choices(SeenTree tree) {
            if (type instanceof ReferenceType reference) {
                return names(tree, reference);
            }
            return type.words().isEmpty() ? List.of(Choice.placeholder(type.placeholder(), type.help())) : type.words();
        }

        @Override
        public boolean isIn(SeenTree tree) {
            return true;
        }

        private List<Choice> names(SeenTree tree, ReferenceType reference) {
            List<Choice> names = new ArrayList<>(reference.always());
            tree.names(reference).forEach(n -> names.add(Choice.word(n, help)));
            return names.isEmpty() ? List.of(Choice.placeholder(type.placeholder(), type.help())) : names;
        }
    }

    /** The name of a context inside {@code parent}. */
    record Name(ConfigPath parent, ContextNode context, ValueType<String> type, boolean mayBeNew) implements Expected {
        @Override
        public List<Choice> choices(SeenTree tree) {
            List<Choice> choices = new ArrayList<>(tree.names(parent, context).stream()
                    .map(n -> Choice.word(n, context.help()))
                    .toList());
            if (mayBeNew) {
                choices.add(Choice.placeholder(type.placeholder(), type.help()));
            }
            return choices;
        }

        @Override
        public boolean isIn(SeenTree tree) {
            return true;
        }
    }

    /** A value that a list has. */
    record Item(ConfigPath path, LeafNode<?> leaf) implements Expected {
        @Override
        public List<Choice> choices(SeenTree tree) {
            return tree.words(path, leaf).stream()
                    .map(w -> Choice.word(w, leaf.help()))
                    .toList();
        }

        @Override
        public boolean isIn(SeenTree tree) {
            return tree.isSet(path, leaf);
        }
    }
}
