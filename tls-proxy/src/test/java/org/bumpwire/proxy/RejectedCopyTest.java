package org.bumpwire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.bumpwire.config.model.Exclusions;
import org.bumpwire.config.model.Exclusions.Learning;
import org.bumpwire.config.model.Exclusions.Scope;
import org.bumpwire.journal.SystemRecord;
import org.junit.jupiter.api.Test;

/** Clients that end their handshake when they see a copy. */
class RejectedCopyTest {
    private static final String SITE = "www.example.com";
    private static final String PINNED = "pinned.example.com";

    @Test
    void countsThemByClientAndSiteWithTheLikelyCause() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig())) {
            reject(device, SITE);
            reject(device, SITE);

            assertThat(device.server.rejections()).singleElement().satisfies(one -> {
                assertThat(one.client()).isEqualTo("127.0.0.1");
                assertThat(one.site()).isEqualTo(SITE);
                assertThat(one.times()).isEqualTo(2);
                assertThat(one.evidence()).startsWith("alert ");
                assertThat(one.likelyCause()).contains("has accepted no copy yet");
            });

            accept(device, SITE);

            assertThat(device.server.rejections())
                    .singleElement()
                    .satisfies(one -> assertThat(one.likelyCause()).startsWith("One of the client's applications"));
        }
    }

    @Test
    void noticesAClientThatLeavesWithoutAnAlert() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig())) {
            try (Socket client = device.connect()) {
                client.getOutputStream().write(FlowEndsTest.hello());
                assertThat(client.getInputStream().read()).isEqualTo(22);
            }

            device.awaitNoFlows();
            assertThat(device.server.rejections())
                    .singleElement()
                    .satisfies(one -> assertThat(one.evidence()).isEqualTo("closed without an alert"));
        }
    }

    @Test
    void takesNoNoteOfClientsThatRejectTheUntrustedCa() throws Exception {
        try (Origin origin = origin(TestPki.STRANGE_SITE);
                Device device = device(origin, learning(1, 1))) {
            reject(device, SITE);

            assertThat(device.server.rejections()).isEmpty();
        }
    }

    @Test
    void learnsToLeaveAPinnedSiteAlone() throws Exception {
        X509Bundle pinned = TestPki.site(TestPki.PUBLIC_CA, PINNED, false);
        try (Origin origin = origin(pinned);
                Device device = device(origin, learning(2, 1))) {
            // Another application of the client trusts the signing CA.
            accept(device, PINNED);
            reject(device, PINNED);
            assertThat(device.server.exclusions()).isEmpty();
            reject(device, PINNED);

            assertThat(device.server.exclusions()).singleElement().satisfies(one -> {
                assertThat(one.kind()).isEqualTo("copy-rejected");
                assertThat(one.client()).isEqualTo("127.0.0.1");
                assertThat(one.sni()).isEqualTo(PINNED);
                assertThat(one.destination()).isEmpty();
            });
            device.connect(TestPki.trusting(TestPki.PUBLIC_CA.getCertificate()), PINNED)
                    .close();
            device.awaitNoFlows();
            assertThat(device.ssl("bypassLearned")).isEqualTo(1);
            assertThat(device.ssl("clientRejectedCertificate")).isEqualTo(2);
            assertThat(device.journal.records(SystemRecord.class))
                    .anyMatch(record -> record.message().contains("Clients reject copies"));
        }
    }

    @Test
    void learnsNothingByDefault() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = device(origin, new TestConfig())) {
            accept(device, SITE);
            for (int i = 0; i < 5; i++) {
                reject(device, SITE);
            }

            assertThat(device.server.exclusions()).isEmpty();
            assertThat(device.ssl("bypassLearned")).isZero();
        }
    }

    @Test
    void learnsNothingAboutServersOfOnesOwn() throws Exception {
        try (Origin origin = origin(TestPki.ECDSA_SITE);
                Device device = Device.running(learning(1, 1)
                        .reverse(origin.endpoint())
                        .server(origin.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE)))) {
            device.connect(TestPki.trusting(TestPki.PUBLIC_CA.getCertificate()), SITE)
                    .close();
            reject(device, SITE);

            assertThat(device.server.exclusions()).isEmpty();
            assertThat(device.server.rejections()).isEmpty();
        }
    }

    private static TestConfig learning(int failures, int clients) {
        return new TestConfig()
                .exclusions(new Exclusions(
                        true, Duration.ofHours(1), new Learning(true, failures, clients, Scope.CLIENT_AND_SITE)));
    }

    private static void accept(Device device, String name) throws Exception {
        device.connect(signer(), name).close();
        device.awaitNoFlows();
    }

    private static void reject(Device device, String name) throws Exception {
        SSLContext stranger = TestPki.trusting(TestPki.STRANGE_CA.getCertificate());
        assertThatThrownBy(() -> device.connect(stranger, name)).isInstanceOf(SSLHandshakeException.class);
        device.awaitNoFlows();
    }

    private static Origin origin(X509Bundle certificate) throws Exception {
        return Origin.tls(TestPki.showing(certificate), Origin.ECHO);
    }

    private static Device device(Origin origin, TestConfig config) throws IOException {
        return Device.running(
                config.reverse(origin.endpoint()).client(origin.endpoint().port()));
    }

    private static SSLContext signer() throws Exception {
        return TestPki.trusting(TestPki.SIGNING_CA.getCertificate());
    }
}
