package org.bumpwire.proxy.pipeline;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bumpwire.config.model.Exclusions;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.policy.Decision;
import org.bumpwire.proxy.policy.Lesson;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.Site;
import org.bumpwire.proxy.verify.CertificateVerdict;
import org.bumpwire.proxy.verify.Finding;
import org.jspecify.annotations.Nullable;

/** What the handshakes of one inspected flow teach: about this flow, and about later ones to the same destination. */
final class FlowLessons {
    private static final int DNS_NAME = 2;

    private final FlowPipeline pipeline;
    private final Flow flow;
    private final Decision.Inspect begun;
    private final MatchedPolicy policy;
    private final Exclusions settings;

    private boolean vouchedFor;
    private boolean goodCopy;
    private Decision.@Nullable Spare spare;

    FlowLessons(FlowPipeline pipeline, Decision.Inspect begun) {
        this.pipeline = pipeline;
        this.begun = begun;
        flow = pipeline.flow();
        policy = begun.policy();
        settings = pipeline.plan().settings().exclusions();
    }

    /** The verdict that counts: a client that named no host compares the names of an exempt certificate by itself. */
    CertificateVerdict afterVerdict(CertificateVerdict verdict, X509Certificate upstream) {
        Site site = pipeline.site();
        vouchedFor = verdict.good()
                || (site.sni().isEmpty()
                        && verdict.findings().stream().allMatch(f -> f.rule() == Finding.Rule.HOST_NAME));
        if (vouchedFor) {
            spare = pipeline.plan()
                    .engine()
                    .decideOnCertificate(begun, source(), site.sni(), () -> namesOf(upstream))
                    .orElse(null);
        }
        CertificateVerdict counting = spare == null ? verdict : new CertificateVerdict(List.of());
        goodCopy = counting.good() && isClientPolicy();
        return counting;
    }

    /** The server has the key of its certificate; before that the certificate teaches nothing. */
    void serverProvedItself() {
        if (spare != null) {
            pipeline.services().accountant().decided(flow, spare);
            learn(spare.lesson());
        }
    }

    /** Whether the flow's clear text is nobody's business. */
    boolean spared() {
        return spare != null;
    }

    /** What becomes of the flow now that its server asked for a client certificate; nothing if it goes on. */
    Optional<Decision> afterRequest() {
        Optional<Decision> instead = pipeline.plan().engine().decideOnCertificateRequest(begun, source(), vouchedFor);
        if (instead.flatMap(Decision::reason)
                .filter(r -> r.disposition().leftEncrypted())
                .isPresent()) {
            learn(new Lesson(Lesson.Kind.CERTIFICATE_REQUEST, "seen in session " + flow.id()));
        }
        return instead;
    }

    void clientAccepted() {
        if (goodCopy) {
            pipeline.services().copyReception().accepted(policy, source(), pipeline.site(), settings);
        }
    }

    void clientFailed(HandshakeFailure failure) {
        if (goodCopy) {
            failure.rejection()
                    .ifPresent(how -> pipeline.services()
                            .copyReception()
                            .rejected(policy, source(), pipeline.site(), how, settings));
        }
    }

    private void learn(Lesson lesson) {
        pipeline.services().exclusions().learn(policy, pipeline.site(), lesson, settings.timeToLive());
    }

    private InetAddress source() {
        return flow.source().getAddress();
    }

    private boolean isClientPolicy() {
        return policy.match(new MatchedPolicy.Cases<>() {
            @Override
            public Boolean server(MatchedPolicy.Server server) {
                return false;
            }

            @Override
            public Boolean client(MatchedPolicy.Client client) {
                return true;
            }
        });
    }

    private static List<String> namesOf(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(DNS_NAME))
                            .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
