package org.bumpwire.config.schema;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.type.ValueType;

/**
 * A place in the configuration that holds leaves and further contexts: one of its kind, such as {@code gen}, or one for
 * each name, such as {@code segment NAME}.
 *
 * @param name the type of its name; empty for a context that is one of its kind
 * @param needs the capabilities without which nothing in it is seen or changed; empty for those of the context around it
 * @param grouped the kind of object that it is for user groups; empty for one that groups do not know
 * @param members in the order in which they are displayed
 */
public record ContextNode(
        String keyword,
        String help,
        Optional<ValueType<String>> name,
        List<Capability> needs,
        Optional<GroupedObject> grouped,
        List<Node> members)
        implements Node {
    public ContextNode {
        needs = List.copyOf(needs);
        members = Members.of(members);
    }

    public static ContextNode single(String keyword, String help, Node... members) {
        return new ContextNode(keyword, help, Optional.empty(), List.of(), Optional.empty(), List.of(members));
    }

    public static ContextNode named(String keyword, ValueType<String> name, String help, Node... members) {
        return new ContextNode(keyword, help, Optional.of(name), List.of(), Optional.empty(), List.of(members));
    }

    /** Says what an operator must be able to do to see it, and to change it. */
    public ContextNode needing(Capability... capabilities) {
        return new ContextNode(keyword, help, name, List.of(capabilities), grouped, members);
    }

    /** Lets user groups tell for each object whether their users reach it. */
    public ContextNode groupedAs(GroupedObject kind) {
        return new ContextNode(keyword, help, name, needs, Optional.of(kind), members);
    }

    public boolean isNamed() {
        return name.isPresent();
    }

    public List<ContextNode> contexts() {
        return Members.of(members).contexts();
    }

    public List<ActionNode> actions() {
        return Members.of(members).actions();
    }

    public List<LeafNode<?>> leaves() {
        return Members.of(members).leaves();
    }

    /** The keywords of its members, each once. */
    public List<String> keywords() {
        return Members.of(members).keywords();
    }

    /** Whether a word is the keyword of a member, in whatever case. */
    public boolean isKeyword(String word) {
        return Members.of(members).isKeyword(word);
    }

    public Optional<ContextNode> context(String keyword) {
        return contexts().stream().filter(c -> c.keyword.equals(keyword)).findFirst();
    }

    public Optional<LeafNode<?>> leaf(String keyword) {
        return leaves().stream().filter(l -> l.keyword().equals(keyword)).findFirst();
    }

    /**
     * What a leaf is called where all members must be told apart by their names alone, as in XML: its keyword, or that and
     * {@code -state} where contexts have the keyword too.
     */
    public String elementName(LeafNode<?> leaf) {
        return leaf.keyword() + (context(leaf.keyword()).isPresent() ? "-state" : "");
    }

    /** The leaf of an {@link #elementName}. */
    public Optional<LeafNode<?>> leafOfElement(String name) {
        return leaves().stream().filter(l -> elementName(l).equals(name)).findFirst();
    }

    /** A declaration is itself and nothing else: contexts are compared by identity, and cheaply. */
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return keyword;
    }
}
