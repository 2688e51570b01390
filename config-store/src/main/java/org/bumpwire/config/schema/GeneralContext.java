package org.bumpwire.config.schema;

import java.time.Duration;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.type.DurationType;
import org.bumpwire.config.type.EndpointType;
import org.bumpwire.config.type.ExcludedModeType;
import org.bumpwire.config.type.HostNameType;
import org.bumpwire.config.type.TextType;

/** {@code gen}: the device itself. */
public final class GeneralContext {
    public static final LeafNode<String> HOST_NAME = LeafNode.of(
                    "host-name", new HostNameType(), "What the device is called, also in its prompt")
            .defaultsTo("bumpwire");
    public static final LeafNode<String> LOCATION =
            LeafNode.of("location", TextType.upTo(512), "Where the device stands");
    public static final LeafNode<String> BANNER =
            LeafNode.of("banner", TextType.linesUpTo(4_096), "Text shown before login");
    public static final LeafNode<Duration> SESSION_IDLE_TIMEOUT = LeafNode.of(
                    "session-idle-timeout",
                    DurationType.between(Duration.ofMinutes(1), Duration.ofDays(1))
                            .orZeroFor("never"),
                    "After which time without input a session of shell or NETCONF ends")
            .defaultsTo("15m");

    public static final LeafNode<Boolean> ASYMMETRIC_MODE = LeafNode.of(
                    "asymmetric-mode",
                    new ExcludedModeType("both directions of every connection have to pass the device"),
                    "Inspection of connections of which one direction passes")
            .defaultsTo("disable");
    public static final LeafNode<Boolean> WEB_MODE = LeafNode.of(
                    "web-mode",
                    new ExcludedModeType("every connection that a policy matches is decrypted and relayed"),
                    "Faster inspection of plain web traffic alone")
            .defaultsTo("disable");

    public static final LeafNode<Boolean> SSH_STATE =
            Common.toggle("state", "enable", "Whether the shell is served over SSH");
    public static final LeafNode<Endpoint> SSH_LISTEN = LeafNode.of(
                    "listen", EndpointType.listen(), "Where the SSH server listens")
            .defaultsTo("127.0.0.1:2222");
    public static final ContextNode SSH = ContextNode.single("ssh", "The shell over SSH", SSH_STATE, SSH_LISTEN);

    public static final ContextNode NODE = ContextNode.single(
                    "gen",
                    "The device itself",
                    HOST_NAME,
                    LOCATION,
                    BANNER,
                    SESSION_IDLE_TIMEOUT,
                    ASYMMETRIC_MODE,
                    WEB_MODE,
                    SSH)
            .needing(Capability.DEVICE_SETTINGS);

    private GeneralContext() {}
}
