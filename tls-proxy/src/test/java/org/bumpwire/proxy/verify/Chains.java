package org.bumpwire.proxy.verify;

import java.util.Arrays;
import java.util.List;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;

/** Judges chains by everything but the host name, for the tests of single rules. */
final class Chains {
    private Chains() {}

    static List<Finding> findings(Issued server, Issued... roots) {
        return findings(server.der(), roots);
    }

    static List<Finding> findings(List<byte[]> chain, Issued... roots) {
        return ChainVerifier.judge(chain, trusting(TrustStore.Lookups.DEFAULT, roots), SampleCertificate.NOW)
                .findings();
    }

    static TrustPolicy trusting(TrustStore.Lookups lookups, Issued... roots) {
        return new TrustPolicy(
                new TrustStore(
                        "T", "", Arrays.stream(roots).map(Issued::certificate).toList(), List::of, lookups),
                2048,
                List.of());
    }
}
