package org.bumpwire.config.schema;

import java.util.AbstractList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is declared in a context, sorted by kind once: every look at a configuration asks for it many times. */
final class Members extends AbstractList<Node> {
    private final List<Node> all;
    private final List<ContextNode> contexts;
    private final List<ActionNode> actions;
    private final List<LeafNode<?>> leaves;
    private final List<String> keywords;
    private final Set<String> isKeyword;

    private Members(List<Node> all) {
        this.all = List.copyOf(all);
        this.contexts = kind(ContextNode.class);
        this.actions = kind(ActionNode.class);
        this.leaves = this.all.stream()
                .filter(LeafNode.class::isInstance)
                .<LeafNode<?>>map(n -> (LeafNode<?>) n)
                .toList();
        this.keywords = this.all.stream().map(Node::keyword).distinct().toList();
        this.isKeyword = Set.copyOf(keywords);
    }

    static Members of(List<Node> nodes) {
        return nodes instanceof Members members ? members : new Members(nodes);
    }

    List<ContextNode> contexts() {
        return contexts;
    }

    List<ActionNode> actions() {
        return actions;
    }

    List<LeafNode<?>> leaves() {
        return leaves;
    }

    List<String> keywords() {
        return keywords;
    }

    /** Whether a word is a keyword, in whatever case. */
    boolean isKeyword(String word) {
        return isKeyword.contains(word.toLowerCase(Locale.ROOT));
    }

    private <N extends Node> List<N> kind(Class<N> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Override
    public Node get(int index) {
        return all.get(index);
    }

    @Override
    public int size() {
        return all.size();
    }
}
