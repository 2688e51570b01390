package org.bumpwire.proxy.pipeline;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.bumpwire.config.model.ServerProxy.UpstreamCheck;
import org.bumpwire.proxy.leg.CertificateAnswer;
import org.bumpwire.proxy.pipeline.ShownCertificates.Chain;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.verify.CertificateVerdict;
import org.bumpwire.proxy.verify.UpstreamVerifier;

/** Judges what a server shows by the standard that the flow's policy sets. */
final class UpstreamJudge {
    private final UpstreamVerifier verifier;
    private final Plan plan;
    private final MatchedPolicy policy;

    UpstreamJudge(UpstreamVerifier verifier, Plan plan, MatchedPolicy policy) {
        this.verifier = verifier;
        this.plan = plan;
        this.policy = policy;
    }

    /**
     * The verdict, which may come on another thread.
     *
     * @param chain as the server sent it, its own certificate first
     * @param staple its stapled OCSP response in DER; empty for none
     * @param name the host name or literal IP address that the certificate must be for
     */
    CompletionStage<CertificateVerdict> verdict(Chain chain, byte[] staple, String name) {
        return policy.match(new MatchedPolicy.Cases<>() {
            @Override
            public CompletionStage<CertificateVerdict> client(MatchedPolicy.Client client) {
                return verifier.verify(chain.der(), staple, name, plan.trust(client));
            }

            @Override
            public CompletionStage<CertificateVerdict> server(MatchedPolicy.Server server) {
                return serverVerdict(
                        plan.serverSide(server), server.policy().server().upstreamCheck(), chain, staple, name);
            }
        });
    }

    private CompletionStage<CertificateVerdict> serverVerdict(
            Plan.ServerSide side, UpstreamCheck upstreamCheck, Chain chain, byte[] staple, String name) {
        return upstreamCheck.match(new UpstreamCheck.Cases<>() {
            @Override
            public CompletionStage<CertificateVerdict> sameKey(UpstreamCheck.SameKey check) {
                return CompletableFuture.completedFuture(UpstreamVerifier.verifySameKey(
                        chain.certificates(), side.certificates().certificates()));
            }

            @Override
            public CompletionStage<CertificateVerdict> trusted(UpstreamCheck.Trusted check) {
                return verifier.verify(chain.der(), staple, name, side.trust().orElseThrow());
            }

            @Override
            public CompletionStage<CertificateVerdict> unchecked(UpstreamCheck.Unchecked check) {
                return CompletableFuture.completedFuture(new CertificateVerdict(List.of()));
            }
        });
    }

    /** The server hears as much as alerts can say. */
    static CertificateAnswer answer(Reason blocking) {
        return switch (blocking) {
            case BLOCK_EXPIRED_CERT -> CertificateAnswer.EXPIRED;
            case BLOCK_REVOKED_CERT -> CertificateAnswer.REVOKED;
            case BLOCK_UNTRUSTED_CERT -> CertificateAnswer.UNKNOWN_CA;
            default -> CertificateAnswer.REFUSED;
        };
    }
}
