package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.policy.Permit;
import org.junit.jupiter.api.Test;

/** The device inspects what it is licensed for, and lets the rest pass as it is. */
class PermitTest {
    private static final String SITE = "www.example.com";

    @Test
    void bypassesWhatIsNotLicensedAndInspectsAgainOnceItIs() throws Exception {
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
                Device device = Device.running(inspecting(origin))) {
            device.server.permit(new Permit(true, false, Integer.MAX_VALUE));
            talk(device);

            SslInspectionRecord bypassed = device.session();
            assertThat(bypassed.action()).isEqualTo("Bypassed");
            assertThat(bypassed.reason()).isEqualTo("bypassLicense");
            assertThat(bypassed.details()).contains("Device is licensed for this inspection: no (show license)");
            assertThat(device.ssl("bypassLicense")).isEqualTo(1);
            assertThat(device.ssl("connInspected")).isZero();

            device.server.permit(Permit.EVERYTHING);
            talk(device);

            assertThat(device.sessions(2).get(1).reason()).isEmpty();
            assertThat(device.ssl("connInspected")).isEqualTo(1);
        }
    }

    @Test
    void anOpenSessionGoesOnUnderInspectionWhenTheLicenceEnds() throws Exception {
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
                Device device = Device.running(inspecting(origin))) {
            try (SSLSocket client = device.connect(trust(), SITE)) {
                say(client, "before");
                device.server.permit(new Permit(false, false, 0));
                say(client, "after");
            }

            assertThat(device.session().reason()).isEmpty();
            assertThat(device.ssl("connInspected")).isEqualTo(1);
        }
    }

    @Test
    void aLaterCommitIsBoundAsWell() throws Exception {
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
                Device device = Device.running(inspecting(origin))) {
            device.server.permit(new Permit(true, true, 7));
            assertThat(device.ssl("connLimit")).isEqualTo(7);

            device.commit(inspecting(origin).revision(2).build());

            assertThat(device.ssl("connLimit")).isEqualTo(7);
            device.server.permit(Permit.EVERYTHING);
            assertThat(device.ssl("connLimit")).isGreaterThan(7);
        }
    }

    @Test
    void explainsWhatTheLicenceDoesToAFlow() throws Exception {
        try (Device device = new Device()) {
            ApplianceConfig config = new TestConfig().explicit().client(443).build();
            InetAddress anywhere = InetAddress.getByName("192.0.2.1");
            FlowQuestion question = new FlowQuestion("S", anywhere, anywhere, 443, Optional.of("shop.example"));
            device.server.permit(new Permit(false, true, 100));

            Explanation explanation = device.server.explain(config, question);

            assertThat(explanation.outcome()).isEqualTo("Bypassed");
            assertThat(explanation.reason()).isEqualTo("bypassLicense");
        }
    }

    private static TestConfig inspecting(Origin origin) {
        return new TestConfig()
                .reverse(origin.endpoint())
                .server(origin.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE));
    }

    private static SSLContext trust() throws Exception {
        return TestPki.trusting(TestPki.PUBLIC_CA.getCertificate());
    }

    private static void talk(Device device) throws Exception {
        try (SSLSocket client = device.connect(trust(), SITE)) {
            say(client, "hello");
        }
        device.awaitNoFlows();
    }

    private static void say(SSLSocket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
        assertThat(client.getInputStream().readNBytes(text.length()))
                .asString(US_ASCII)
                .isEqualTo(text);
    }
}
