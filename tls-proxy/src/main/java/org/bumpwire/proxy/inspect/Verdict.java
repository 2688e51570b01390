package org.bumpwire.proxy.inspect;

import org.bumpwire.config.model.IpsFilter;

/** What an inspector says about clear text before it is forwarded. */
public sealed interface Verdict {
    /** The verdict on nearly all bytes there are. */
    static Verdict pass() {
        return Pass.ONLY;
    }

    <R> R match(Cases<R> cases);

    default boolean blocks() {
        return this instanceof Block;
    }

    /** The bytes may be forwarded. */
    record Pass() implements Verdict {
        private static final Pass ONLY = new Pass();

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pass(this);
        }
    }

    /**
     * None of the bytes may be forwarded, and the flow has to end; it is concluded already.
     *
     * @param filter what matched
     * @param reset whether the filter asks for a TCP reset to both sides
     */
    record Block(IpsFilter filter, boolean reset) implements Verdict {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.block(this);
        }
    }

    /** One method a verdict. */
    interface Cases<R> {
        R pass(Pass verdict);

        R block(Block verdict);
    }
}
