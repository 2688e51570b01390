package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.ActionNode;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.Node;
import org.bumpwire.config.tree.Statement.LeafEdit;

/**
 * In a context: a keyword of it comes next.
 *
 * @param pointing whether the line points at something instead of giving it a value
 * @param edits the leaves that the line has given values to; after the first only leaves may follow
 */
record ContextState(ConfigPath path, boolean pointing, List<LeafEdit> edits) implements WalkState {
    ContextState {
        edits = List.copyOf(edits);
    }

    static ContextState at(ConfigPath path, boolean pointing) {
        return new ContextState(path, pointing, List.of());
    }

    ContextState and(LeafEdit edit) {
        List<LeafEdit> longer = new ArrayList<>(edits);
        longer.add(edit);
        return new ContextState(path, pointing, longer);
    }

    Keywords keywords() {
        return new Keywords(
                everythingMayFollow()
                        ? path.context().keywords()
                        : nodes().stream().map(Node::keyword).distinct().toList());
    }

    @Override
    public WalkState accept(Token token, int index) throws StatementException {
        Optional<String> keyword = keywords().match(token, index);
        if (keyword.isEmpty()) {
            throw unknown(token, index, keywords());
        }
        List<WalkState> states = nodes().stream()
                .filter(n -> n.keyword().equals(keyword.get()))
                .map(this::into)
                .toList();
        return states.size() == 1 ? states.get(0) : new ForkState(states);
    }

    StatementException unknown(Token token, int index, Keywords known) {
        String where = path.isRoot() ? "" : " in " + path;
        return new StatementException(
                index,
                "'%s' is not known%s".formatted(token.text(), where),
                NearestWords.to(token.text(), known.words()));
    }

    @Override
    public List<Expected> expected() {
        return nodes().stream()
                .<Expected>map(n -> new Expected.Keyword(n.keyword(), n.help(), path, Optional.of(n)))
                .toList();
    }

    @Override
    public boolean mayEnd() {
        return true;
    }

    @Override
    public Said end(int index) {
        if (pointing) {
            return new Pointed(new Target(path, Optional.empty(), List.of()));
        }
        return new Told(edits.isEmpty() ? new Statement.EnterContext(path) : new Statement.Assign(path, edits));
    }

    @Override
    public boolean claims(Token token) {
        return keywords().contains(token);
    }

    private boolean everythingMayFollow() {
        return !pointing && edits.isEmpty();
    }

    private List<Node> nodes() {
        if (everythingMayFollow()) {
            return path.context().members();
        }
        return path.context().members().stream()
                .filter(n -> n instanceof LeafNode<?> || (edits.isEmpty() && n instanceof ContextNode))
                .toList();
    }

    private WalkState into(Node node) {
        if (node instanceof ContextNode context) {
            return context.name()
                    .<WalkState>map(type -> new NameState(this, context, type))
                    .orElseGet(() -> at(path.child(context), pointing));
        }
        if (node instanceof ActionNode action) {
            return ActionState.of(path, action);
        }
        LeafNode<?> leaf = (LeafNode<?>) node;
        if (leaf.multiple()) {
            return new ListState(this, leaf, List.of());
        }
        return pointing ? new LeafTargetState(this, leaf) : FormState.of(this, leaf);
    }
}
