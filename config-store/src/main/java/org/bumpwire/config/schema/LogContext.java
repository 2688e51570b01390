package org.bumpwire.config.schema;

import org.bumpwire.config.access.Capability;
import org.bumpwire.config.type.NumberType;

/** {@code log}: how much the journals keep. */
public final class LogContext {
    public static final LeafNode<Integer> MAX_SIZE = LeafNode.of(
                    "max-size",
                    new NumberType("MEGABYTES", "Megabytes", 64, 1_048_576),
                    "How much of the disk each journal may take, in megabytes")
            .defaultsTo("512");
    public static final LeafNode<Integer> MAX_AGE = LeafNode.of(
                    "max-age", new NumberType("DAYS", "Days", 1, 3_650), "For how many days each journal is kept")
            .defaultsTo("30");

    public static final ContextNode NODE = ContextNode.single("log", "How much the journals keep", MAX_SIZE, MAX_AGE)
            .needing(Capability.DEVICE_SETTINGS);

    private LogContext() {}
}
