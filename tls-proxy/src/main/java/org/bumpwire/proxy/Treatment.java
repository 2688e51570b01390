package org.bumpwire.proxy;

import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.model.ServerProxy;
import org.bumpwire.proxy.policy.MatchedPolicy;

/**
 * Who treats a flow: the statements that made the policy that governs it and what that puts to use.
 *
 * @param decryptionPolicy empty for none
 * @param good what the client of a decrypted flow is shown where the server's certificate is good
 * @param expired the same where that has expired or is not yet valid, and nothing else is wrong with it
 * @param bad the same where something else is wrong with it
 */
public record Treatment(String policy, String proxy, String decryptionPolicy, Shown good, Shown expired, Shown bad) {

    /**
     * What a client is shown.
     *
     * @param kind the configuration's word for it, "blocked", or "the server's own" where nothing is decrypted
     * @param certificates their names in the configuration: of a server proxy all that it chooses from
     */
    public record Shown(String kind, List<String> certificates) {
        private static final Shown BLOCKED = new Shown("blocked", List.of());
        private static final Shown UNTOUCHED = new Shown("the server's own", List.of());

        public Shown {
            certificates = List.copyOf(certificates);
        }

        private static Shown of(String kind, Stream<Identity> certificates) {
            return new Shown(kind, certificates.map(Identity::name).toList());
        }
    }

    /** @param decrypts whether the policy decrypts the flow */
    static Treatment by(MatchedPolicy policy, boolean decrypts) {
        return decrypts ? decrypting(policy) : of(policy, Shown.UNTOUCHED, Shown.UNTOUCHED, Shown.UNTOUCHED);
    }

    private static Treatment decrypting(MatchedPolicy policy) {
        return policy.match(new MatchedPolicy.Cases<>() {
            @Override
            public Treatment server(MatchedPolicy.Server server) {
                ServerProxy proxy = server.policy().server();
                Shown own = Shown.of("certificate", proxy.usableCertificates().stream());
                boolean unchecked = proxy.upstreamCheck() instanceof ServerProxy.UpstreamCheck.Unchecked;
                return of(policy, own, unchecked ? own : Shown.BLOCKED, unchecked ? own : Shown.BLOCKED);
            }

            @Override
            public Treatment client(MatchedPolicy.Client client) {
                ClientProxy proxy = client.policy().clientProxy();
                Shown untrusted = Shown.of("untrusted-certificate", Stream.of(proxy.untrustedCertificate()));
                return of(
                        policy,
                        Shown.of("signing-certificate", Stream.of(proxy.signingCertificate())),
                        proxy.blockExpired() ? Shown.BLOCKED : untrusted,
                        proxy.blockInvalid() ? Shown.BLOCKED : untrusted);
            }
        });
    }

    private static Treatment of(MatchedPolicy policy, Shown good, Shown expired, Shown bad) {
        return new Treatment(policy.path(), policy.proxyPath(), policy.decryptionPolicyPath(), good, expired, bad);
    }
}
