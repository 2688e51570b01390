package org.bumpwire.config.schema;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.Segment;
import org.bumpwire.config.model.Segment.Mode;
import org.bumpwire.config.schema.Form.Keyword;
import org.bumpwire.config.schema.Form.Value;
import org.bumpwire.config.type.EndpointType;
import org.bumpwire.config.type.ExcludedModeType;

/** {@code segment NAME}: a way by which traffic reaches the device. */
public final class SegmentContext {
    private static final EndpointType LISTEN = EndpointType.listen();
    private static final EndpointType ANYWHERE = EndpointType.listenAnywhere();
    private static final EndpointType DESTINATION = EndpointType.destination();

    public static final LeafNode<String> DESCRIPTION = Common.description();
    public static final LeafNode<Segment.Mode> MODE = LeafNode.choice(
                    "mode",
                    "How traffic is led here and how its destination is known",
                    List.<Form<Mode>>of(
                            Form.of(
                                    List.of(
                                            new Keyword(
                                                    "explicit",
                                                    "Clients name their destination: HTTP CONNECT or SOCKS5"),
                                            new Value(LISTEN)),
                                    values -> new Mode.Explicit(values.at(0, LISTEN))),
                            Form.of(
                                    List.of(
                                            new Keyword("reverse", "All traffic goes to one destination"),
                                            new Value(LISTEN),
                                            new Keyword("to", "Where the traffic goes"),
                                            new Value(DESTINATION)),
                                    values -> new Mode.Reverse(values.at(0, LISTEN), values.at(1, DESTINATION))),
                            Form.of(
                                    List.of(
                                            new Keyword("redirect", "The kernel's REDIRECT or DNAT leads traffic here"),
                                            new Value(ANYWHERE)),
                                    values -> new Mode.Redirect(values.at(0, ANYWHERE)))))
            .mandatory();

    public static final LeafNode<Boolean> VLAN_TRANSLATION = LeafNode.of(
                    "vlan-translation",
                    new ExcludedModeType(
                            "the device opens connections of its own, which are in no VLAN of the client's"),
                    "Another VLAN for what leaves the segment")
            .defaultsTo("disable");

    public static final ContextNode NODE = ContextNode.named(
                    "segment",
                    Common.OBJECT_NAME,
                    "A way by which traffic reaches the device",
                    DESCRIPTION,
                    MODE,
                    VLAN_TRANSLATION)
            .needing(Capability.SEGMENTS);

    private SegmentContext() {}
}
