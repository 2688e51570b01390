package org.bumpwire.config.schema;

import java.time.Duration;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.Exclusions.Scope;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.config.type.DurationType;
import org.bumpwire.config.type.NumberType;
import org.bumpwire.config.type.WordType;

/** {@code sslinsp}: TLS inspection of the whole device. */
public final class SslInspectionContext {
    private static final DurationType WAIT = DurationType.between(Duration.ofSeconds(1), Duration.ofMinutes(5));

    public static final LeafNode<Boolean> CLIENT =
            Common.toggle("client", "disable", "Inspection of what clients here send to servers elsewhere");
    public static final LeafNode<Boolean> SERVER =
            Common.toggle("server", "disable", "Inspection of what clients elsewhere send to servers here");

    public static final LeafNode<Boolean> ENCRYPT_THEN_MAC = Common.toggle(
            "encrypt-then-mac",
            "disable",
            "Whether CBC suites are used with Encrypt-then-MAC; needs the legacy engine");

    public static final LeafNode<Boolean> PERSIST_PRIVATE_KEYS = Common.toggle(
            "persist-private-keys",
            "enable",
            "Whether private keys rest on disk, encrypted; else they are in memory and gone after a restart");

    public static final LeafNode<Integer> MAX_CONNECTIONS = LeafNode.of(
                    "max-connections",
                    new NumberType("N", "Sessions", 1, 10_000_000),
                    "How many sessions may be under inspection at once")
            .defaultsTo("10000");
    public static final LeafNode<OverLimit> OVER_LIMIT = LeafNode.of(
                    "over-limit",
                    WordType.ofEnum(OverLimit.class, SslInspectionContext::help),
                    "What happens to a session above the limit")
            .defaultsTo("bypass");
    public static final ContextNode LIMIT =
            ContextNode.single("limit", "How much is inspected at once", MAX_CONNECTIONS, OVER_LIMIT);

    public static final LeafNode<Duration> HELLO_TIMEOUT =
            LeafNode.of("hello", WAIT, "From accept to a whole ClientHello").defaultsTo("10s");
    public static final LeafNode<Duration> CONNECT_TIMEOUT =
            LeafNode.of("connect", WAIT, "For the TCP connection to the server").defaultsTo("10s");
    public static final LeafNode<Duration> HANDSHAKE_TIMEOUT =
            LeafNode.of("handshake", WAIT, "For each side's TLS handshake").defaultsTo("15s");
    public static final LeafNode<Duration> IDLE_TIMEOUT = LeafNode.of(
                    "idle",
                    DurationType.between(Duration.ofSeconds(1), Duration.ofDays(7)),
                    "Without a byte in either direction, until a session is closed")
            .defaultsTo("10m");
    public static final ContextNode TIMEOUT = ContextNode.single(
            "timeout", "How long the device waits", HELLO_TIMEOUT, CONNECT_TIMEOUT, HANDSHAKE_TIMEOUT, IDLE_TIMEOUT);

    public static final LeafNode<Boolean> SESSION_RESUMPTION = Common.toggle(
            "session-resumption",
            "enable",
            "Resuming TLS sessions with clients and with servers, judged anew each time");

    public static final LeafNode<Boolean> SNI_TRUST = Common.toggle(
            "sni-trust",
            "enable",
            "Whether the name a client asks for exempts its session; else the server's certificate decides");

    public static final LeafNode<Boolean> LEARN = Common.toggle(
            "learn", "disable", "Whether sites are excluded whose copies clients reject that accept others");
    public static final LeafNode<Integer> FAILURES = LeafNode.of(
                    "failures", new NumberType("N", "Rejections", 1, 1_000), "How many rejections of a site exclude it")
            .defaultsTo("3");
    public static final LeafNode<Integer> CLIENTS = LeafNode.of(
                    "clients", new NumberType("N", "Clients", 1, 32), "How many clients they must come from")
            .defaultsTo("2");
    public static final LeafNode<Scope> SCOPE = LeafNode.of(
                    "scope", WordType.ofEnum(Scope.class, SslInspectionContext::help), "Whom an exclusion is for")
            .defaultsTo("client-and-site");
    public static final LeafNode<Duration> TIME_TO_LIVE = LeafNode.of(
                    "time-to-live",
                    DurationType.between(Duration.ofSeconds(1), Duration.ofDays(30)),
                    "How long what was learned about a destination holds")
            .defaultsTo("12h");
    public static final ContextNode EXCLUSIONS = ContextNode.single(
            "exclusions",
            "Destinations that the device finds out it cannot or must not decrypt",
            LEARN,
            FAILURES,
            CLIENTS,
            SCOPE,
            TIME_TO_LIVE);

    public static final ContextNode NODE = ContextNode.single(
                    "sslinsp",
                    "TLS inspection",
                    CLIENT,
                    SERVER,
                    PERSIST_PRIVATE_KEYS,
                    ENCRYPT_THEN_MAC,
                    LIMIT,
                    TIMEOUT,
                    SESSION_RESUMPTION,
                    SNI_TRUST,
                    EXCLUSIONS,
                    ProxyContexts.SERVER,
                    ProxyContexts.CLIENT_PROXY,
                    TrustContexts.TRUST_STORE,
                    TrustContexts.CATEGORY,
                    TrustContexts.DECRYPTION_POLICY,
                    ProfileContexts.PROFILE)
            .needing(Capability.SSL_SETTINGS);

    private SslInspectionContext() {}

    private static String help(Scope scope) {
        return switch (scope) {
            case CLIENT_AND_SITE -> "The clients that rejected the site";
            case SITE -> "Everybody";
        };
    }

    private static String help(OverLimit action) {
        return switch (action) {
            case BYPASS -> "It passes without inspection";
            case BLOCK -> "It is closed";
        };
    }
}
