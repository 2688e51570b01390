package org.bumpwire.config.tree;

import java.util.List;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.type.ValueException;
import org.bumpwire.config.type.ValueType;

/** After the keyword of a named context: its name comes next. */
record NameState(ContextState parent, ContextNode context, ValueType<String> type) implements WalkState {
    @Override
    public WalkState accept(Token token, int index) throws StatementException {
        try {
            return ContextState.at(parent.path().child(context, type.canonical(token.text())), parent.pointing());
        } catch (ValueException e) {
            throw new StatementException(index, e.getMessage(), List.of());
        }
    }

    @Override
    public List<Expected> expected() {
        return List.of(new Expected.Name(parent.path(), context, type, !parent.pointing()));
    }

    @Override
    public boolean mayEnd() {
        return false;
    }

    @Override
    public Said end(int index) throws StatementException {
        throw new StatementException(
                index, "Expected a name after '%s'".formatted(context.keyword()), List.of(type.placeholder()));
    }

    @Override
    public boolean claims(Token token) {
        return false;
    }
}
