package org.bumpwire.config.tree;

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
        public boolean keeps(ConfigPath at, Node node) {
            return true;
        }
    };

    /** Whether a context is seen, if only for what is in it. */
    boolean keeps(ConfigPath path);

    /** Whether a node of a context is seen; of contexts with names, whether any could be. */
    boolean keeps(ConfigPath at, Node node);
}
