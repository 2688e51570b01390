package org.bumpwire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.store.ConfigSubscriber.PreparedChange;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.flow.RecordingJournal;
import org.bumpwire.proxy.pipeline.UpstreamConnector;
import org.bumpwire.stats.StatsRegistry;

/** A running data plane with what a test wants to see of it. */
final class Device implements AutoCloseable {
    final StatsRegistry stats = new StatsRegistry();
    final RecordingJournal journal = new RecordingJournal();
    final ProxyServer server;
    private ApplianceConfig running = TestConfig.empty();

    Device() {
        this(Clock.systemUTC(), new UpstreamConnector());
    }

    private Device(Clock clock, UpstreamConnector connector) {
        server = new ProxyServer(new ProxySettings(2, Duration.ofMillis(200)), stats, journal, clock, connector);
    }

    static Device running(TestConfig config) {
        return running(config, Clock.systemUTC());
    }

    static Device running(TestConfig config, Clock clock) {
        return running(config, clock, new UpstreamConnector());
    }

    static Device running(TestConfig config, UpstreamConnector connector) {
        return running(config, Clock.systemUTC(), connector);
    }

    private static Device running(TestConfig config, Clock clock, UpstreamConnector connector) {
        Device device = new Device(clock, connector);
        device.commit(config.build());
        return device;
    }

    void commit(ApplianceConfig next) {
        Problems problems = new Problems();
        PreparedChange change = server.prepare(running, next, problems);
        assertThat(problems.errors()).isEmpty();
        change.apply();
        running = next;
    }

    int port() {
        return server.listeners().get(0).listen().port();
    }

    InetSocketAddress address() {
        return server.listeners().get(0).listen().socketAddress();
    }

    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout(20_000);
        socket.connect(address(), 5_000);
        return socket;
    }

    /** A client that trusts the CA of a context, checks the name, and has shaken hands. */
    SSLSocket connect(SSLContext trust, String name, String... alpn) throws IOException {
        return secure(trust, connect(), name, alpn);
    }

    static SSLSocket secure(SSLContext trust, Socket through, String name, String... alpn) throws IOException {
        SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket(through, name, 443, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setServerNames(List.of(new SNIHostName(name)));
        parameters.setApplicationProtocols(alpn);
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    long counter(String group, String name) {
        return stats.group(group).orElseThrow().reading(name).orElseThrow().value();
    }

    long ssl(String name) {
        return counter("npSslInspStats", name);
    }

    long protocol(String name) {
        return counter("npSslInspProtocolStats", name);
    }

    long tcp(String name) {
        return counter("npTcpProxyStats", name);
    }

    /** The record of the only session so far, once it is written. */
    SslInspectionRecord session() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !journal.records(SslInspectionRecord.class).isEmpty());
        return journal.records(SslInspectionRecord.class).get(0);
    }

    /** The records of all sessions so far, once there are so many. */
    List<SslInspectionRecord> sessions(int count) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> journal.records(SslInspectionRecord.class).size() == count);
        return journal.records(SslInspectionRecord.class);
    }

    void awaitNoFlows() {
        await().atMost(Duration.ofSeconds(10)).until(() -> server.sessions().isEmpty());
    }

    @Override
    public void close() {
        server.close();
    }
}
