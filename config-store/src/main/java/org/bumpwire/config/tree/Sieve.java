package org.bumpwire.config.tree;

import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.Node;

/** Tells what of the configuration somebody sees. */
public interface Sieve {
    /** Lets everything through. */
    Sieve ALL = new Sieve() {
        @Override
        public boolean keeps(ConfigPath path) {
            return true;
        }

        @Override
        public boolean keepsContents(ConfigPath path) {
            return true;
        }

        @Override
        public boolean keepsAny(ConfigPath at, ContextNode kind) {
            return true;
        }
    };

    /** Whether a context is seen, if only for what is in it. */
    boolean keeps(ConfigPath path);

    /** Whether the statements right in a context are seen. */
    boolean keepsContents(ConfigPath path);

    /** Whether a context of some kind is seen; of contexts with names, whether any could be. */
    boolean keepsAny(ConfigPath at, ContextNode kind);

    /** Whether a node of a context is seen. */
    default boolean keeps(ConfigPath at, Node node) {
        return node instanceof ContextNode kind ? keepsAny(at, kind) : keepsContents(at);
    }
}
