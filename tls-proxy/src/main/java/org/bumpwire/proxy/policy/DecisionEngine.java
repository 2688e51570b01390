package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.policy.Trace.Step;

/** Decides on decryption, and nobody else does; immutable, made from one configuration revision. */
public final class DecisionEngine {
    private final int maxConnections;
    private final OverLimit overLimit;

    public DecisionEngine(SslInspection settings) {
        maxConnections = settings.maxConnections();
        overLimit = settings.overLimit();
    }

    /** What can be decided before the client has said anything; nothing if its ClientHello has to be awaited. */
    public Optional<Decision> decideAtAccept(PolicyMatch match, InetAddress source) {
        if (match.policy().isEmpty()) {
            return Optional.of(new Decision.Pass(match.trace()));
        }
        return new Deliberation(match, match.policy().get()).onSource(source);
    }

    /**
     * Decides on a flow that {@link #decideAtAccept} left open.
     *
     * @param slot takes one of the places under inspection and answers whether there was one; asked last, and only
     *     for a flow that is inspected if the answer is yes
     */
    public Decision decide(PolicyMatch match, InetAddress source, ClientHello hello, BooleanSupplier slot) {
        if (match.policy().isEmpty()) {
            return new Decision.Pass(match.trace());
        }
        Deliberation deliberation = new Deliberation(match, match.policy().get());
        return deliberation
                .onSource(source)
                .or(() -> deliberation.onDomain(source, hello.sni()))
                .or(() -> deliberation.onOffer(hello))
                .orElseGet(() -> deliberation.onLimit(slot));
    }

    /** What would be decided on a flow whose ClientHello names a site and offers what the proxy speaks. */
    public Decision explain(PolicyMatch match, InetAddress source, Optional<String> sni, BooleanSupplier slot) {
        if (match.policy().isEmpty()) {
            return new Decision.Pass(match.trace());
        }
        Deliberation deliberation = new Deliberation(match, match.policy().get());
        return deliberation
                .onSource(source)
                .or(() -> deliberation.onDomain(source, sni))
                .orElseGet(() -> deliberation.onLimit(slot));
    }

    /**
     * What becomes of a flow whose client did not speak TLS: it is refused where a server's address and port say that
     * it must (guide, chapter 2), and else goes past inspection.
     */
    public Decision decideOnCleartext(PolicyMatch match) {
        if (match.policy().isEmpty()) {
            return new Decision.Pass(match.trace());
        }
        Deliberation deliberation = new Deliberation(match, match.policy().get());
        deliberation.note("Client speaks TLS", deliberation.policy.path(), "no");
        return deliberation.policy.match(new MatchedPolicy.Cases<>() {
            @Override
            public Decision server(MatchedPolicy.Server server) {
                return deliberation.block(Reason.REFUSED_CLEARTEXT);
            }

            @Override
            public Decision client(MatchedPolicy.Client client) {
                return new Decision.Bypass(Reason.BYPASS_REQUIREMENTS, deliberation.trace());
            }
        });
    }

    /** One flow's case: each rule either decides or leaves a step and passes on. */
    private final class Deliberation {
        private final PolicyMatch match;
        private final MatchedPolicy policy;
        private final List<Step> steps = new ArrayList<>();

        Deliberation(PolicyMatch match, MatchedPolicy policy) {
            this.match = match;
            this.policy = policy;
        }

        Optional<Decision> onSource(InetAddress source) {
            return policy.match(new MatchedPolicy.Cases<>() {
                @Override
                public Optional<Decision> server(MatchedPolicy.Server server) {
                    Optional<String> exception = server.sourceException(source);
                    note("Source exception covers the client", server.path() + " source-exception", exception);
                    return exception.map(e -> new Decision.Bypass(Reason.BYPASS_SOURCE_EXCEPTION, trace()));
                }

                @Override
                public Optional<Decision> client(MatchedPolicy.Client client) {
                    Optional<String> never = client.neverDecryptSource(source);
                    note("Never-decrypt source covers the client", client.neverDecryptPath(), never);
                    return never.map(n -> new Decision.NotDecrypt(Reason.BYPASS_NEVER_DECRYPT_SOURCE, trace()));
                }
            });
        }

        Optional<Decision> onDomain(InetAddress source, Optional<String> sni) {
            return policy.match(new MatchedPolicy.Cases<>() {
                @Override
                public Optional<Decision> server(MatchedPolicy.Server server) {
                    return Optional.empty();
                }

                @Override
                public Optional<Decision> client(MatchedPolicy.Client client) {
                    Optional<String> always = client.alwaysDecryptSource(source);
                    note("Always-decrypt source covers the client", client.alwaysDecryptPath(), always);
                    return always.isPresent() ? Optional.empty() : onExemptDomain(client, sni);
                }
            });
        }

        private Optional<Decision> onExemptDomain(MatchedPolicy.Client client, Optional<String> sni) {
            if (client.policy().decryptionPolicy().isEmpty()) {
                note("Decryption policy exempts the domain", client.path() + " decryption-policy", "none is set");
                return Optional.empty();
            }
            String path = client.exemptionPath();
            if (sni.isEmpty()) {
                note("Decryption policy exempts the domain", path, "no, the client names none");
                return Optional.empty();
            }
            Optional<String> exempt = client.neverDecryptDomain(sni.get());
            note("Decryption policy exempts the domain", path, exempt);
            return exempt.map(e -> new Decision.NotDecrypt(Reason.BYPASS_DOMAIN, trace()));
        }

        Optional<Decision> onOffer(ClientHello hello) {
            if (hello.compressionDemanded()) {
                note("Client does without compression", policy.path(), "no");
                return Optional.of(block(Reason.REFUSED_COMPRESSION));
            }
            TlsSettings tls = policy.tls();
            Set<TlsVersion> versions = shared(tls, hello);
            if (versions.isEmpty()) {
                note("Client and proxy share a version", policy.path(), "none");
                return Optional.of(block(Reason.REFUSED_NO_COMMON_VERSION));
            }
            Optional<CipherSuite> suite = firstShared(tls, hello, versions);
            note("Client and proxy share version and cipher suite", policy.path(), suite.map(CipherSuite::name));
            return suite.isPresent() ? Optional.empty() : Optional.of(block(Reason.REFUSED_NO_COMMON_CIPHER));
        }

        private static Set<TlsVersion> shared(TlsSettings tls, ClientHello hello) {
            Set<TlsVersion> shared = EnumSet.noneOf(TlsVersion.class);
            for (TlsVersion version : tls.versions()) {
                if (hello.supportedVersions().contains(version.wireValue())) {
                    shared.add(version);
                }
            }
            return shared;
        }

        private static Optional<CipherSuite> firstShared(TlsSettings tls, ClientHello hello, Set<TlsVersion> versions) {
            for (CipherSuite suite : tls.cipherSuites()) {
                if (hello.cipherSuites().contains(suite.wireValue())
                        && versions.stream().anyMatch(suite::speaks)) {
                    return Optional.of(suite);
                }
            }
            return Optional.empty();
        }

        Decision onLimit(BooleanSupplier slot) {
            if (slot.getAsBoolean()) {
                note("Session is within the limit", "sslinsp limit max-connections", "yes, " + maxConnections);
                return new Decision.Inspect(policy, trace());
            }
            note("Session is within the limit", "sslinsp limit max-connections", "no, " + maxConnections);
            return switch (overLimit) {
                case BYPASS -> new Decision.Bypass(Reason.BYPASS_MAX_CONNECTIONS, trace());
                case BLOCK -> block(Reason.BLOCK_MAX_CONNECTIONS);
            };
        }

        Decision block(Reason reason) {
            return new Decision.Block(reason, policy, trace());
        }

        void note(String rule, String path, Optional<String> covering) {
            note(rule, path, covering.map(c -> "yes, " + c).orElse("no"));
        }

        void note(String rule, String path, String value) {
            steps.add(new Step(rule, path, value));
        }

        Trace trace() {
            return match.trace().then(steps);
        }
    }
}
