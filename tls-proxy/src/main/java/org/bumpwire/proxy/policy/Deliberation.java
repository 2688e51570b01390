package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.policy.Trace.Step;

/** One flow's case: each rule either decides or leaves a step and passes on. */
final class Deliberation {
    private final SslInspection settings;
    private final LearnedDestinations learned;
    private final PolicyMatch match;
    private final MatchedPolicy policy;
    private final List<Step> steps = new ArrayList<>();

    Deliberation(SslInspection settings, LearnedDestinations learned, PolicyMatch match, MatchedPolicy policy) {
        this.settings = settings;
        this.learned = learned;
        this.match = match;
        this.policy = policy;
    }

    /** Inspection is off on a device without a licence for it (guide, chapter 3). */
    Optional<Decision> onPermit(Permit permit) {
        if (permit.covers(policy)) {
            return Optional.empty();
        }
        note("Device is licensed for this inspection", "show license", "no");
        return Optional.of(new Decision.Bypass(Reason.BYPASS_LICENSE, trace()));
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
        if (sni.isEmpty()) {
            note(
                    "Decryption policy exempts the domain",
                    client.exemptDomains().domainPath(),
                    "the client names none: the certificate decides");
            return Optional.empty();
        }
        Optional<ExemptDomains.Exemption> exempt = client.exemptDomains().find(sni.get(), steps);
        if (exempt.isPresent() && !settings.exclusions().sniTrust()) {
            note("Host name in the ClientHello is trusted", "sslinsp sni-trust", "no, the certificate decides");
            return Optional.empty();
        }
        return exempt.map(e -> new Decision.NotDecrypt(e.reason(), trace()));
    }

    /** What earlier flows taught exempts nobody who is always to be decrypted. */
    Optional<Decision> onLessons(InetAddress source, Site site) {
        if (policy.alwaysDecrypts(source)) {
            return Optional.empty();
        }
        Optional<Lesson> lesson = learned.find(policy, source, site, l -> stillHolds(l, site));
        note(
                "Device has learned not to decrypt there",
                "sslinsp exclusions",
                lesson.map(l -> "%s: %s".formatted(l.kind().word(), l.evidence())));
        return lesson.map(l -> new Decision.NotDecrypt(Reason.BYPASS_LEARNED, trace()));
    }

    /** The configuration may have changed since. */
    private boolean stillHolds(Lesson lesson, Site site) {
        return switch (lesson.kind()) {
            case CERTIFICATE_REQUEST -> policy.certificateRequest() instanceof CertificateRequest.DoNotDecrypt;
            case EXEMPT_CERTIFICATE ->
                (site.sni().isEmpty() || !settings.exclusions().sniTrust()) && policy.exempts(lesson.evidence());
            case COPY_REJECTED -> settings.exclusions().learning().enabled();
        };
    }

    /** What should be inspected must not pass unseen because a key did not outlast a restart. */
    Optional<Decision> onKeys() {
        boolean there = policy.match(new MatchedPolicy.Cases<>() {
            @Override
            public Boolean server(MatchedPolicy.Server server) {
                return !server.policy().server().lacksItsKeys();
            }

            @Override
            public Boolean client(MatchedPolicy.Client client) {
                return client.policy().clientProxy().canSign();
            }
        });
        if (there) {
            return Optional.empty();
        }
        note("Private key is there", policy.path(), "no, import it again");
        return Optional.of(block(Reason.BLOCK_MISSING_KEY));
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
            if (hello.offers(suite) && suite.speaksAny(versions)) {
                return Optional.of(suite);
            }
        }
        return Optional.empty();
    }

    Decision onLimit(BooleanSupplier slot) {
        if (slot.getAsBoolean()) {
            note("Session is within the limit", "sslinsp limit max-connections", "yes, " + settings.maxConnections());
            return new Decision.Inspect(policy, trace());
        }
        note("Session is within the limit", "sslinsp limit max-connections", "no, " + settings.maxConnections());
        return switch (settings.overLimit()) {
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
