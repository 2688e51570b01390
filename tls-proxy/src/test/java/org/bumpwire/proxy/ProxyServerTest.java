package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.Segment;
import org.bumpwire.config.store.ConfigSubscriber.PreparedChange;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.flow.RecordingJournal;
import org.bumpwire.stats.Reading;
import org.junit.jupiter.api.Test;

class ProxyServerTest {
    private static final String SITE = "www.example.com";

    @Test
    void countsNothingBeforeTraffic() {
        try (Device device = new Device()) {
            assertThat(device.stats.groups())
                    .extracting(g -> g.name())
                    .containsExactly("npSslInspStats", "npSslInspProtocolStats", "npTcpProxyStats");
            assertThat(device.stats.groups())
                    .flatExtracting(g -> g.readings())
                    .allSatisfy(reading -> assertThat(reading)
                            .extracting(Reading::value)
                            .as(reading.name())
                            .isEqualTo(0L));
        }
    }

    @Test
    void saysThatAPortIsBusyAndChangesNothing() throws Exception {
        try (Device device = new Device();
                ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint taken = new Endpoint(InetAddress.getLoopbackAddress(), busy.getLocalPort());
            ApplianceConfig next = new TestConfig()
                    .reverse(TestConfig.ANY_PORT)
                    .segment("T", new Segment.Mode.Explicit(taken))
                    .build();
            Problems problems = new Problems();
            PreparedChange change = device.server.prepare(TestConfig.empty(), next, problems);

            assertThat(problems.errors())
                    .containsExactly("Segment 'T' cannot listen on %s: Address already in use".formatted(taken));
            change.discard();
            assertThat(device.server.listeners()).isEmpty();
        }
    }

    @Test
    void movesAListenerBetweenAllAddressesAndOneOnTheSamePort() throws Exception {
        Endpoint one = new Endpoint(InetAddress.getLoopbackAddress(), freePort());
        Endpoint all = new Endpoint(InetAddress.getByName("0.0.0.0"), one.port());
        try (Device device = new Device()) {
            for (Endpoint listen : List.of(all, one, all)) {
                device.commit(new TestConfig()
                        .segment("T", new Segment.Mode.Explicit(listen))
                        .build());

                assertThat(device.server.listeners()).singleElement().satisfies(listener -> {
                    assertThat(listener.listen().port()).isEqualTo(listen.port());
                    assertThat(listener.listen().address().isAnyLocalAddress()).isEqualTo(listen.equals(all));
                });
                assertThat(refuses(one)).isFalse();
                await().untilAsserted(() ->
                        assertThat(device.server.listeners().get(0).accepted()).isEqualTo(1));
            }
            assertThatThrownBy(() -> new ServerSocket(one.port(), 1, one.address()))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void discardsAPreparedListener() throws Exception {
        Endpoint listen = new Endpoint(InetAddress.getLoopbackAddress(), freePort());
        ApplianceConfig next =
                new TestConfig().segment("T", new Segment.Mode.Explicit(listen)).build();
        try (Device device = new Device()) {
            device.server.prepare(TestConfig.empty(), next, new Problems()).discard();

            assertThat(refuses(listen)).isTrue();
            device.commit(next);
            assertThat(refuses(listen)).isFalse();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static boolean refuses(Endpoint listen) throws IOException {
        try (Socket socket = new Socket(listen.address(), listen.port())) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }

    @Test
    void keepsFlowsAndListenersOverACommit() throws Exception {
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
                Device device = Device.running(inspecting(origin))) {
            int port = device.port();
            try (SSLSocket client = device.connect(TestPki.trusting(TestPki.PUBLIC_CA.getCertificate()), SITE)) {
                say(client, "before");
                device.commit(inspecting(origin).revision(2).exceptLoopback().build());
                say(client, "after");

                assertThat(device.port()).isEqualTo(port);
                assertThat(device.server.sessions())
                        .singleElement()
                        .satisfies(session -> assertThat(session.revision()).isEqualTo(1));
            }
            assertThat(device.session().action()).isEqualTo("Inspected");
            device.awaitNoFlows();
            try (SSLSocket client = device.connect(TestPki.trusting(TestPki.PUBLIC_CA.getCertificate()), SITE)) {
                say(client, "new");
                assertThat(device.server.sessions())
                        .singleElement()
                        .satisfies(session -> assertThat(session.revision()).isEqualTo(2));
            }
        }
    }

    private static TestConfig inspecting(Origin origin) {
        return new TestConfig()
                .reverse(origin.endpoint())
                .server(origin.endpoint(), TestPki.identity("site", TestPki.ECDSA_SITE));
    }

    @Test
    void letsASegmentChangeItsModeOnTheSameSocket() throws Exception {
        try (Origin origin = Origin.plain(Origin.ECHO);
                Device device = Device.running(new TestConfig().reverse(origin.endpoint()))) {
            int port = device.port();
            device.commit(new TestConfig().explicit().build());

            assertThat(device.server.listeners())
                    .containsExactly(
                            new ListenerView("S", "explicit", new Endpoint(InetAddress.getLoopbackAddress(), port), 0));
        }
    }

    @Test
    void showsOpenSessions() throws Exception {
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
                Device device = Device.running(inspecting(origin));
                SSLSocket client = device.connect(TestPki.trusting(TestPki.PUBLIC_CA.getCertificate()), SITE)) {
            say(client, "hello");

            assertThat(device.server.sessions()).singleElement().satisfies(session -> {
                assertThat(session.state()).isEqualTo("Inspected");
                assertThat(session.segment()).isEqualTo("S");
                assertThat(session.policy()).isEqualTo("IN");
                assertThat(session.sni()).isEqualTo(SITE);
                assertThat(session.clientLeg()).startsWith("TLSv1.3 TLS_");
                assertThat(session.bytesFromClient()).isEqualTo(5);
                assertThat(session.source()).isEqualTo("127.0.0.1:" + client.getLocalPort());
            });
        }
    }

    @Test
    void explainsAFlowThatNeedNotExist() throws Exception {
        try (Device device = new Device()) {
            ApplianceConfig config = new TestConfig()
                    .explicit()
                    .exempt("bank.example")
                    .client(443)
                    .build();
            InetAddress anywhere = InetAddress.getByName("192.0.2.1");

            Explanation exempt = device.server.explain(
                    config, new FlowQuestion("S", anywhere, anywhere, 443, Optional.of("bank.example")));
            Explanation inspected = device.server.explain(
                    config, new FlowQuestion("S", anywhere, anywhere, 443, Optional.of("shop.example")));
            Explanation passed =
                    device.server.explain(config, new FlowQuestion("S", anywhere, anywhere, 25, Optional.empty()));

            assertThat(exempt.outcome()).isEqualTo("Not decrypted");
            assertThat(exempt.reason()).isEqualTo("bypassDomain");
            assertThat(exempt.steps())
                    .last()
                    .satisfies(step ->
                            assertThat(step.path()).isEqualTo("sslinsp decryption-policy D never-decrypt domain"));
            assertThat(inspected.outcome()).isEqualTo("Inspect");
            assertThat(passed.outcome()).isEqualTo("No policy matches: passed untouched");
        }
    }

    @Test
    void endsOpenFlowsWhenItStops() throws Exception {
        RecordingJournal journal;
        try (Origin origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO)) {
            Device device = Device.running(inspecting(origin));
            journal = device.journal;
            Socket waiting = device.connect();
            SSLSocket talking = device.connect(TestPki.trusting(TestPki.PUBLIC_CA.getCertificate()), SITE);
            say(talking, "hello");
            long before = System.nanoTime();
            device.close();

            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
            waiting.close();
            talking.close();
        }
        assertThat(journal.records(SslInspectionRecord.class))
                .extracting(r -> r.reason())
                .containsOnly("deviceStopped");
        assertThat(journal.records(SslInspectionRecord.class)).hasSize(2);
    }

    private static void say(SSLSocket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(US_ASCII));
        assertThat(client.getInputStream().readNBytes(text.length()))
                .asString(US_ASCII)
                .isEqualTo(text);
    }
}
