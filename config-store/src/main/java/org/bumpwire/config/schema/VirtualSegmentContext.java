package org.bumpwire.config.schema;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.Cidr;
import org.bumpwire.config.type.NumberType;

/** {@code virtual-segment NAME}: traffic to which a profile applies. */
public final class VirtualSegmentContext {
    public static final LeafNode<String> DESCRIPTION = Common.description();
    public static final LeafNode<Integer> POSITION = LeafNode.of(
                    "position",
                    new NumberType("N", "A place in the order", 1, 1_000_000),
                    "Place in the order; the first that matches wins")
            .mandatory();
    public static final LeafNode<List<String>> SEGMENT = LeafNode.list(
                    "segment", Common.reference("segment"), "Segments that it covers")
            .whenUnset("all");
    public static final LeafNode<List<Cidr>> SOURCE =
            LeafNode.list("source", Common.CIDR, "Where its clients are").whenUnset("anywhere");
    public static final LeafNode<List<Cidr>> DESTINATION =
            LeafNode.list("destination", Common.CIDR, "Where its servers are").whenUnset("anywhere");
    public static final LeafNode<String> PROFILE =
            LeafNode.of("profile", Common.reference("sslinsp profile"), "The TLS inspection that applies");
    public static final LeafNode<String> IPS_PROFILE =
            LeafNode.of("ips-profile", Common.reference("ips profile"), "The filters that apply to clear text");

    public static final ContextNode NODE = ContextNode.named(
                    "virtual-segment",
                    Common.OBJECT_NAME,
                    "Traffic to which a profile applies",
                    DESCRIPTION,
                    POSITION,
                    SEGMENT,
                    SOURCE,
                    DESTINATION,
                    PROFILE,
                    IPS_PROFILE)
            .needing(Capability.SEGMENTS);

    private VirtualSegmentContext() {}
}
