package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.Statement.LeafEdit;
import org.bumpwire.config.type.ValueType;

/**
 * In a leaf with a list of values: one more of them comes, or the next leaf. A keyword in full is the next leaf; quotes
 * make it a value.
 */
record ListState(ContextState context, LeafNode<?> leaf, List<String> items) implements WalkState {
    @Override
    public WalkState accept(Token token, int index) throws StatementException {
        boolean mayGoOn = !items.isEmpty() && !context.pointing();
        if (mayGoOn && done().keywords().contains(token)) {
            return done().accept(token, index);
        }
        try {
            return and(FormState.canonical(type(), token, index), index);
        } catch (StatementException e) {
            if (mayGoOn && !done().keywords().matching(token).isEmpty()) {
                return done().accept(token, index);
            }
            throw e;
        }
    }

    @Override
    public List<Expected> expected() {
        List<Expected> expected = new ArrayList<>();
        if (context.pointing()) {
            expected.add(new Expected.Item(context.path(), leaf));
            return expected;
        }
        expected.add(new Expected.Value(type(), leaf.help()));
        if (!items.isEmpty()) {
            expected.addAll(done().expected());
        }
        return expected;
    }

    @Override
    public boolean mayEnd() {
        return context.pointing() || !items.isEmpty();
    }

    @Override
    public Said end(int index) throws StatementException {
        if (context.pointing()) {
            return new Pointed(new Target(context.path(), Optional.of(leaf), items));
        }
        if (items.isEmpty()) {
            throw WalkState.missing(index, expected());
        }
        return done().end(index);
    }

    @Override
    public boolean claims(Token token) {
        return false;
    }

    @Override
    public boolean awaitsSecret() {
        return leaf.secret();
    }

    private ListState and(String item, int index) throws StatementException {
        if (items.size() == leaf.most()) {
            throw new StatementException(index, "'%s' takes at most %d values".formatted(leaf, leaf.most()), List.of());
        }
        List<String> longer = new ArrayList<>(items);
        longer.add(item);
        return new ListState(context, leaf, longer);
    }

    private ContextState done() {
        return context.and(new LeafEdit(leaf, items));
    }

    private ValueType<?> type() {
        return ((Form.Value) leaf.forms().get(0).parts().get(0)).type();
    }
}
