package org.bumpwire.config.schema;

/** Anything that a statement may begin with inside a context. */
public sealed interface Node permits ContextNode, LeafNode, ActionNode {
    /** The word that chooses it; shared only by a leaf and the actions that fill it. */
    String keyword();

    /** One line for {@code ?} and the reference page. */
    String help();
}
