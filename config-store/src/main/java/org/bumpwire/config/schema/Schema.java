package org.bumpwire.config.schema;

/** All that can be configured. */
public final class Schema {
    private static final ContextNode DEVICE = ContextNode.single("", "The device");

    private Schema() {}

    /** The root, in which every other context is. */
    public static ContextNode device() {
        return DEVICE;
    }
}
