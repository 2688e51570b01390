package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.config.model.Cleartext;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.policy.Trace.Step;

/**
 * Decides on decryption, and nobody else does: when a flow is accepted, when its ClientHello is known, when its server
 * has shown a certificate and when it asks for one. Made from one configuration revision; it remembers nothing itself.
 */
public final class DecisionEngine {
    private final SslInspection settings;
    private final LearnedDestinations learned;
    private final Permit permit;

    public DecisionEngine(SslInspection settings, LearnedDestinations learned, Permit permit) {
        this.settings = settings;
        this.learned = learned;
        this.permit = permit;
    }

    /** What can be decided before the client has said anything; nothing if its ClientHello has to be awaited. */
    public Optional<Decision> decideAtAccept(PolicyMatch match, InetAddress source) {
        if (match.policy().isEmpty()) {
            return Optional.of(new Decision.Pass(match.trace()));
        }
        Deliberation deliberation = deliberation(match);
        return deliberation.onPermit(permit).or(() -> deliberation.onSource(source));
    }

    /**
     * Decides on a flow that {@link #decideAtAccept} left open.
     *
     * @param site with the host name in the ClientHello
     * @param slot takes one of the places under inspection and answers whether there was one; asked last, and only
     *     for a flow that is inspected if the answer is yes
     */
    public Decision decide(PolicyMatch match, InetAddress source, Site site, ClientHello hello, BooleanSupplier slot) {
        if (match.policy().isEmpty()) {
            return new Decision.Pass(match.trace());
        }
        Deliberation deliberation = deliberation(match);
        return deliberation
                .onSource(source)
                .or(() -> deliberation.onDomain(source, hello.sni()))
                .or(() -> deliberation.onLessons(source, site))
                .or(deliberation::onKeys)
                .or(() -> deliberation.onOffer(hello))
                .orElseGet(() -> deliberation.onLimit(slot));
    }

    /** What would be decided on a flow whose ClientHello offers what the proxy speaks. */
    public Decision explain(PolicyMatch match, InetAddress source, Site site, BooleanSupplier slot) {
        if (match.policy().isEmpty()) {
            return new Decision.Pass(match.trace());
        }
        Deliberation deliberation = deliberation(match);
        Optional<String> sni = Optional.of(site.sni()).filter(name -> !name.isEmpty());
        return deliberation
                .onPermit(permit)
                .or(() -> deliberation.onSource(source))
                .or(() -> deliberation.onDomain(source, sni))
                .or(() -> deliberation.onLessons(source, site))
                .or(deliberation::onKeys)
                .orElseGet(() -> deliberation.onLimit(slot));
    }

    /**
     * What becomes of a flow whose client did not speak TLS: it is refused where a server's address and port say that
     * it must (guide, chapter 2), and at the ports of a client proxy as that says.
     */
    public Decision decideOnCleartext(PolicyMatch match) {
        if (match.policy().isEmpty()) {
            return new Decision.Pass(match.trace());
        }
        Deliberation deliberation = deliberation(match);
        return match.policy().get().match(new MatchedPolicy.Cases<>() {
            @Override
            public Decision server(MatchedPolicy.Server server) {
                deliberation.note("Connection begins with TLS", server.path(), "no");
                return deliberation.block(Reason.REFUSED_CLEARTEXT);
            }

            @Override
            public Decision client(MatchedPolicy.Client client) {
                Cleartext action = client.policy().clientProxy().cleartext();
                String path = ConfigText.path("sslinsp", "client-proxy", client.proxyName()) + " cleartext";
                return switch (action) {
                    case BLOCK -> {
                        deliberation.note("Connection begins with TLS", path, "no: block");
                        yield deliberation.block(Reason.REFUSED_CLEARTEXT);
                    }
                    case BYPASS -> {
                        deliberation.note("Connection begins with TLS", path, "no: bypass");
                        yield new Decision.Bypass(Reason.BYPASS_REQUIREMENTS, deliberation.trace());
                    }
                };
            }
        });
    }

    /**
     * Whether the certificate of an inspected flow's server, which is known to be good, exempts the flow after all. It
     * is asked where the client named no host, and where the name that it did is not trusted (guide, chapter 2).
     *
     * @param names host names in the certificate, in lower case; not asked for where they do not matter
     */
    public Optional<Decision.Spare> decideOnCertificate(
            Decision.Inspect begun, InetAddress source, String sni, Supplier<List<String>> names) {
        return begun.policy().match(new MatchedPolicy.Cases<>() {
            @Override
            public Optional<Decision.Spare> server(MatchedPolicy.Server server) {
                return Optional.empty();
            }

            @Override
            public Optional<Decision.Spare> client(MatchedPolicy.Client client) {
                boolean sniDecided = !sni.isEmpty() && settings.exclusions().sniTrust();
                if (sniDecided || client.alwaysDecrypts(source)) {
                    return Optional.empty();
                }
                for (String name : sni.isEmpty() ? names.get() : List.of(sni)) {
                    Optional<ExemptDomains.Exemption> exempt =
                            client.exemptDomains().find(name, new ArrayList<>());
                    if (exempt.isPresent()) {
                        return Optional.of(spare(begun, name, exempt.get().path()));
                    }
                }
                return Optional.empty();
            }
        });
    }

    private static Decision.Spare spare(Decision.Inspect begun, String exempt, String path) {
        return new Decision.Spare(
                Reason.EXEMPT_CERTIFICATE,
                new Lesson(Lesson.Kind.EXEMPT_CERTIFICATE, exempt),
                begun.policy(),
                begun.trace()
                        .then(List.of(
                                new Step("Server's certificate is for an exempt domain", path, "yes, " + exempt))));
    }

    /**
     * What becomes of an inspected flow whose server asks for a client certificate; nothing where it goes on.
     *
     * @param vouchedFor whether the server's own certificate is good: no other server gets past inspection by asking
     */
    public Optional<Decision> decideOnCertificateRequest(
            Decision.Inspect begun, InetAddress source, boolean vouchedFor) {
        MatchedPolicy policy = begun.policy();
        return policy.certificateRequest().match(new CertificateRequest.Cases<>() {
            @Override
            public Optional<Decision> doNotDecrypt(CertificateRequest.DoNotDecrypt answer) {
                return vouchedFor && !policy.alwaysDecrypts(source)
                        ? Optional.of(new Decision.NotDecrypt(Reason.BYPASS_LEARNED, asked(begun, "do-not-decrypt")))
                        : Optional.empty();
            }

            @Override
            public Optional<Decision> withoutCertificate(CertificateRequest.WithoutCertificate answer) {
                return Optional.empty();
            }

            @Override
            public Optional<Decision> present(CertificateRequest.Present answer) {
                return Optional.empty();
            }

            @Override
            public Optional<Decision> block(CertificateRequest.Block answer) {
                return Optional.of(new Decision.Block(Reason.BLOCK_CERTIFICATE_REQUEST, policy, asked(begun, "block")));
            }
        });
    }

    private static Trace asked(Decision.Inspect begun, String answer) {
        return begun.trace()
                .then(List.of(new Step(
                        "Server asks for a client certificate",
                        begun.policy().certificateRequestPath(),
                        "yes: " + answer)));
    }

    private Deliberation deliberation(PolicyMatch match) {
        return new Deliberation(settings, learned, match, match.policy().orElseThrow());
    }
}
