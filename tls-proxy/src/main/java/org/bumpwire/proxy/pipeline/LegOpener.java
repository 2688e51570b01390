package org.bumpwire.proxy.pipeline;

import io.netty.util.concurrent.ScheduledFuture;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.SslInspection.Timeouts;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.flow.LegParameters;
import org.bumpwire.proxy.flow.Side;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.leg.CertificateAnswer;
import org.bumpwire.proxy.leg.ClientOffer;
import org.bumpwire.proxy.leg.HandshakeStage;
import org.bumpwire.proxy.leg.KeyMaterial;
import org.bumpwire.proxy.leg.TlsAlert;
import org.bumpwire.proxy.leg.TlsContexts;
import org.bumpwire.proxy.leg.TlsFailure;
import org.bumpwire.proxy.leg.TlsHandler;
import org.bumpwire.proxy.mint.KeyType;
import org.bumpwire.proxy.mint.MintedLeaf;
import org.bumpwire.proxy.pipeline.ShownCertificates.Chain;
import org.bumpwire.proxy.policy.Decision;
import org.bumpwire.proxy.policy.Disposition;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.relay.ChannelEnd;
import org.bumpwire.proxy.verify.CertificateVerdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the two TLS legs of an inspected flow: the server's first, so that its certificate, version and protocol are
 * known before the client is answered.
 *
 * <p>The server's handshake stands still until its certificate has been judged, and the client's does not begin before.
 */
final class LegOpener {
    private static final Logger LOG = LoggerFactory.getLogger(LegOpener.class);

    private final FlowPipeline pipeline;
    private final Flow flow;
    private final MatchedPolicy policy;
    private final ClientOffer offer;
    private final ClientHello hello;
    private final Timeouts timeouts;
    private final TlsContexts contexts;
    private final FlowLessons lessons;

    private @Nullable TlsHandler serverLeg;
    private @Nullable TlsHandler clientLeg;
    private @Nullable KeyMaterial presented;
    private @Nullable LegParameters serverParameters;
    private @Nullable ScheduledFuture<?> overdue;
    private String serverKey = "";
    private byte[] stapleForClient = {};
    private boolean over;

    LegOpener(FlowPipeline pipeline, Decision.Inspect begun) {
        this.pipeline = pipeline;
        policy = begun.policy();
        lessons = new FlowLessons(pipeline, begun);
        flow = pipeline.flow();
        hello = flow.hello().orElseThrow();
        offer = new ClientOffer(hello, policy.tls());
        timeouts = pipeline.plan().settings().timeouts();
        contexts = policy.match(new MatchedPolicy.Cases<>() {
            @Override
            public TlsContexts server(MatchedPolicy.Server server) {
                return pipeline.plan().serverSide(server).contexts();
            }

            @Override
            public TlsContexts client(MatchedPolicy.Client client) {
                return pipeline.plan().clientContexts(client);
            }
        });
    }

    void start() {
        if (!policy.match(new OwnCertificate())) {
            flow.conclude(Reason.REFUSED_NO_COMMON_CIPHER, "Client can use the key of no certificate of the server");
            end(TlsAlert.HANDSHAKE_FAILURE);
            return;
        }
        serverLeg = contexts.serverLeg(
                offer.towardsServer(policy.downgradesHttp2(), Optional.ofNullable(presented)),
                hello.sni().orElse(""),
                pipeline.destination(),
                timeouts.handshake(),
                new ServerSide());
        pipeline.server().pipeline().addFirst(serverLeg);
        pipeline.server().pipeline().get(Standby.class).handOver(pipeline.server());
    }

    /** Chooses the certificate that the client will see, where that does not depend on the server; false if none fits. */
    private final class OwnCertificate implements MatchedPolicy.Cases<Boolean> {
        @Override
        public Boolean server(MatchedPolicy.Server server) {
            Optional<KeyMaterial> chosen =
                    pipeline.plan().serverSide(server).certificates().select(hello.sni(), offer);
            presented = chosen.orElse(null);
            return chosen.isPresent();
        }

        @Override
        public Boolean client(MatchedPolicy.Client client) {
            return true;
        }
    }

    /** Hears of the handshake with the server. */
    private final class ServerSide implements TlsHandler.Listener {
        @Override
        public void certificateShown(byte[][] chain, byte[] staple) {
            if (chain.length == 0) {
                leg(serverLeg).settle(CertificateAnswer.REFUSED);
                return;
            }
            CompletionStage<Chain> read =
                    pipeline.services().shownCertificates().read(chain);
            // Told in this order: a verdict is of what was shown.
            judge(onLoop(read, (shown, failure) -> shown(shown, staple, failure)), staple);
        }

        @Override
        public void handshaken() {
            if (leg(serverLeg).certificateRequested() && !survivesRequest()) {
                return;
            }
            LegParameters parameters = leg(serverLeg).parameters(serverKey);
            Negotiated negotiated = new Negotiated(Side.SERVER, parameters, policy.tls());
            if (!negotiated.isAllowed()) {
                flow.conclude(Reason.SERVER_PARAMETERS_REFUSED, negotiated.refusal());
                end(TlsAlert.INSUFFICIENT_SECURITY);
                return;
            }
            pipeline.services().accountant().settled(flow, Side.SERVER, parameters);
            lessons.serverProvedItself();
            serverParameters = parameters;
            if (presented == null) {
                overdue = pipeline.client()
                        .eventLoop()
                        .schedule(LegOpener.this::mintingTookTooLong, handshakeNanos(), TimeUnit.NANOSECONDS);
            }
            openClientLeg();
        }

        @Override
        public void failed(TlsFailure cause) {
            HandshakeFailure failure = new HandshakeFailure(
                    Side.SERVER, cause, leg(serverLeg).stage(), leg(serverLeg).certificateRequested());
            countAlerts(failure);
            if (over) {
                return;
            }
            if (failure.certificateRequested() && !survivesRequest()) {
                return;
            }
            over = true;
            flow.conclude(failure.reason(), failure.details());
            if (isBlocked()) {
                pipeline.ending().blocked(policy);
            } else {
                pipeline.ending().client(failure.passedOn());
            }
        }
    }

    /** Whether the flow goes on as it was begun although its server asked for a client certificate. */
    private boolean survivesRequest() {
        pipeline.services().accountant().certificateRequested();
        Optional<Decision> instead = lessons.afterRequest();
        instead.ifPresent(decision -> {
            over = true;
            pipeline.reconsider(decision);
        });
        return instead.isEmpty();
    }

    private boolean isBlocked() {
        return flow.outcome().disposition() == Disposition.BLOCKED;
    }

    private void shown(@Nullable Chain chain, byte[] staple, @Nullable Throwable failure) {
        if (chain == null) {
            LOG.debug("Certificates of session {} cannot be read", flow.id(), failure);
            refuse(CertificateAnswer.REFUSED, Reason.BLOCK_INVALID_CERT, ShownCertificates.finding(failure));
            return;
        }
        flow.serverCertificate(chain.described());
        serverKey = chain.certificates().get(0).getPublicKey().getAlgorithm();
        if (presented != null
                && presented.certificate().equals(chain.certificates().get(0))) {
            stapleForClient = staple;
        }
    }

    /** Begins where the chain was read, and comes back to the event loop with the verdict only. */
    private void judge(CompletionStage<Chain> read, byte[] staple) {
        UpstreamJudge judge = new UpstreamJudge(pipeline.services().verifier(), pipeline.plan(), policy);
        String name = pipeline.serverName();
        CompletionStage<Judged> judged = read.thenCompose(chain -> judge.verdict(chain, staple, name)
                .thenApply(verdict -> new Judged(chain.certificates().get(0), verdict)));
        var unused = onLoop(judged, (known, failure) -> {
            if (known != null) {
                settle(known.verdict(), known.upstream());
            } else if (!flow.concluded()) {
                // What cannot be read has been refused already.
                LOG.error("Certificate of session {} could not be judged", flow.id(), failure);
                flow.conclude(Reason.INTERNAL_ERROR, "Certificate could not be judged");
                leg(serverLeg).settle(CertificateAnswer.REFUSED);
            }
        });
    }

    private record Judged(X509Certificate upstream, CertificateVerdict verdict) {}

    private void settle(CertificateVerdict found, X509Certificate upstream) {
        CertificateVerdict verdict = lessons.afterVerdict(found, upstream);
        if (verdict.good()) {
            pipeline.plan().clientCertificate(policy).ifPresent(leg(serverLeg)::present);
        }
        Optional<Reason> blocking = policy.match(new MatchedPolicy.Cases<>() {
            @Override
            public Optional<Reason> server(MatchedPolicy.Server server) {
                return verdict.good() ? Optional.empty() : Optional.of(verdict.blockReason());
            }

            @Override
            public Optional<Reason> client(MatchedPolicy.Client client) {
                ClientProxy proxy = client.policy().clientProxy();
                Optional<Reason> reason = verdict.blockReason(proxy);
                if (reason.isEmpty()) {
                    verdict.untrustedReason().ifPresent(why -> flow.conclude(why, verdict.details()));
                    mint(proxy, upstream, verdict.good());
                }
                return reason;
            }
        });
        blocking.ifPresentOrElse(
                reason -> refuse(UpstreamJudge.answer(reason), reason, verdict.details()),
                () -> leg(serverLeg).settle(verdict.good() ? CertificateAnswer.ACCEPTED : CertificateAnswer.TOLERATED));
    }

    private void refuse(CertificateAnswer answer, Reason reason, String findings) {
        flow.conclude(
                reason,
                "On the server leg during the handshake, %s, alert %s was sent: %s"
                        .formatted(
                                HandshakeStage.VERDICT.words(), answer.alert().description(), findings));
        leg(serverLeg).settle(answer);
    }

    private void mint(ClientProxy proxy, X509Certificate upstream, boolean good) {
        KeyType keyType = offer.takesEcdsa(256) ? KeyType.EC : KeyType.RSA;
        CompletionStage<MintedLeaf> minted = good
                ? pipeline.services().minter().mintTrusted(upstream, proxy.signingCertificate(), keyType)
                : pipeline.services().minter().mintUntrusted(upstream, proxy.untrustedCertificate(), keyType);
        var unused = onLoop(minted.thenApply(this::material), (material, failure) -> {
            if (material == null) {
                LOG.error("No certificate could be minted for session {}", flow.id(), failure);
                flow.conclude(Reason.MINT_FAILED, "");
                end(TlsAlert.INTERNAL_ERROR);
            } else {
                presented = material;
                openClientLeg();
            }
        });
    }

    private long handshakeNanos() {
        return timeouts.handshake().toNanos();
    }

    private void mintingTookTooLong() {
        if (!over && clientLeg == null) {
            flow.conclude(Reason.MINT_FAILED, "It took too long");
            end(TlsAlert.INTERNAL_ERROR);
        }
    }

    private KeyMaterial material(MintedLeaf leaf) {
        try {
            return pipeline.services().keyMaterials().of(leaf);
        } catch (GeneralSecurityException e) {
            throw new CompletionException(e);
        }
    }

    /** Answers the client, once both the server's handshake and the certificate for the client are there. */
    private void openClientLeg() {
        if (over || serverParameters == null || presented == null || clientLeg != null) {
            return;
        }
        if (overdue != null) {
            overdue.cancel(false);
        }
        flow.presentedCertificate(presented.subject());
        clientLeg = contexts.clientLeg(
                offer.engine(presented),
                serverParameters.alpn(),
                presented,
                stapleForClient,
                timeouts.handshake(),
                new ClientSide());
        pipeline.begin(clientLeg);
    }

    /** Hears of the handshake with the client. */
    private final class ClientSide implements TlsHandler.Listener {
        @Override
        public void certificateShown(byte[][] chain, byte[] staple) {
            throw new IllegalStateException("Clients are not asked for certificates");
        }

        @Override
        public void handshaken() {
            String key = presented != null && presented.isRsa() ? "RSA" : "EC";
            LegParameters parameters = leg(clientLeg).parameters(key);
            Negotiated negotiated = new Negotiated(Side.CLIENT, parameters, policy.tls());
            if (!negotiated.isAllowed()) {
                flow.conclude(Reason.REFUSED_NO_COMMON_CIPHER, negotiated.refusal());
                endBoth();
                return;
            }
            pipeline.services().accountant().settled(flow, Side.CLIENT, parameters);
            over = true;
            lessons.clientAccepted();
            if (lessons.spared()) {
                pipeline.relayUnseen(leg(clientLeg), leg(serverLeg));
            } else {
                pipeline.relay(
                        leg(clientLeg),
                        leg(serverLeg),
                        pipeline.plan().inspectors().inspectors(flow, policy));
            }
        }

        @Override
        public void failed(TlsFailure cause) {
            HandshakeFailure failure =
                    new HandshakeFailure(Side.CLIENT, cause, leg(clientLeg).stage(), false);
            countAlerts(failure);
            if (!over) {
                lessons.clientFailed(failure);
            }
            flow.conclude(failure.reason(), failure.details());
            endBoth();
        }
    }

    private void countAlerts(HandshakeFailure failure) {
        var counters = pipeline.services().stats().protocol().leg(failure.side());
        if (failure.alertReceived()) {
            counters.alertReceived.increment();
        }
        if (failure.alertSent()) {
            counters.alertSent.increment();
        }
    }

    private void end(TlsAlert alert) {
        if (!over) {
            over = true;
            pipeline.ending().client(alert);
        }
    }

    /** After the client's handshake has begun, alerts are the engine's business. */
    private void endBoth() {
        over = true;
        ChannelEnd.close(pipeline.client());
        pipeline.ending().server();
    }

    /**
     * Comes back to the event loop, at once where it was not left; a flow that has ended meanwhile is let be.
     *
     * @return the same once the event loop has been told of it, for what goes on elsewhere
     */
    private <T> CompletionStage<T> onLoop(CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then) {
        return stage.whenComplete((value, failure) -> {
            Runnable step = () -> {
                if (!over && pipeline.client().isActive() && pipeline.server().isActive()) {
                    then.accept(value, failure);
                }
            };
            if (pipeline.client().eventLoop().inEventLoop()) {
                step.run();
            } else {
                pipeline.client().eventLoop().execute(step);
            }
        });
    }

    private static TlsHandler leg(@Nullable TlsHandler leg) {
        if (leg == null) {
            throw new IllegalStateException("Leg has not been begun");
        }
        return leg;
    }
}
