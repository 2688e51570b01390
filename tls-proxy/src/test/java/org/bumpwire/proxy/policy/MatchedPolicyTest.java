package org.bumpwire.proxy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.DecryptedService;
import org.junit.jupiter.api.Test;

class MatchedPolicyTest {
    @Test
    void speaksForAServerPolicyAndItsProxy() {
        MatchedPolicy.Server server = new MatchedPolicy.Server("P", SampleConfig.server("web", "10.0.0.1/32", 443));

        assertThat(server.profileName()).isEqualTo("P");
        assertThat(server.name()).isEqualTo("web");
        assertThat(server.proxyName()).isEqualTo("web server");
        assertThat(server.path()).isEqualTo("sslinsp profile P server-policy web");
        assertThat(server.direction()).isEqualTo("inbound");
        assertThat(server.tls()).isEqualTo(SampleConfig.MODERN);
        assertThat(server.decryptedService()).isEqualTo(DecryptedService.HTTP);
        assertThat(server.logging()).isTrue();
        assertThat(server.downgradesHttp2()).isFalse();
    }

    @Test
    void resetsOnlyTheServerForAServerPolicy() {
        MatchedPolicy.Server server = new MatchedPolicy.Server("P", SampleConfig.server("web", "10.0.0.1/32", 443));

        assertThat(server.resetsServer()).isTrue();
        assertThat(server.resetsClient()).isFalse();
    }

    @Test
    void speaksForAClientPolicyAndItsProxy() {
        MatchedPolicy.Client client =
                new MatchedPolicy.Client("a \"P\"", SampleConfig.client("out", 443), ExemptDomains.NONE);

        assertThat(client.profileName()).isEqualTo("a \"P\"");
        assertThat(client.name()).isEqualTo("out");
        assertThat(client.proxyName()).isEqualTo("out proxy");
        assertThat(client.path()).isEqualTo("sslinsp profile \"a \\\"P\\\"\" client-policy out");
        assertThat(client.direction()).isEqualTo("outbound");
        assertThat(client.tls()).isEqualTo(SampleConfig.MODERN);
        assertThat(client.decryptedService()).isEqualTo(DecryptedService.HTTP);
        assertThat(client.logging()).isTrue();
    }

    @Test
    void resetsOnlyTheClientForAClientPolicy() {
        ClientProxy plain = SampleConfig.clientProxy("out", 443, true);
        ClientProxy resetting = new ClientProxy(
                plain.name(),
                plain.description(),
                plain.signingCertificate(),
                plain.untrustedCertificate(),
                plain.detectionPorts(),
                plain.decryptedService(),
                plain.minKeyLength(),
                plain.blockInvalid(),
                plain.blockExpired(),
                plain.tls(),
                false,
                true,
                true,
                plain.cleartext());
        MatchedPolicy.Client client = new MatchedPolicy.Client(
                "P", SampleConfig.client(resetting, "out", Optional.empty(), List.of(), List.of()), ExemptDomains.NONE);

        assertThat(client.resetsClient()).isTrue();
        assertThat(client.resetsServer()).isFalse();
        assertThat(client.logging()).isFalse();
        assertThat(client.downgradesHttp2()).isTrue();
    }
}
