package org.bumpwire.config.tree;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.LeafNode;

/** After the keyword of a leaf with one value, in a line that points: nothing more comes. */
record LeafTargetState(ContextState context, LeafNode<?> leaf) implements WalkState {
    @Override
    public WalkState accept(Token token, int index) throws StatementException {
        throw new StatementException(
                index, "Expected nothing after '%s', not '%s'".formatted(leaf, token.text()), List.of());
    }

    @Override
    public List<Expected> expected() {
        return List.of();
    }

    @Override
    public boolean mayEnd() {
        return true;
    }

    @Override
    public Said end(int index) {
        return new Pointed(new Target(context.path(), Optional.of(leaf), List.of()));
    }

    @Override
    public boolean claims(Token token) {
        return false;
    }
}
