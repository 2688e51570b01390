package org.bumpwire.shell.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SystemRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ShellServerTest {
    /** A line a packet, their answer would take longer than the client waits. */
    private static final int MANY_RECORDS = 4_000;

    @TempDir
    private Path temp;

    private final TestClient client = new TestClient();
    private SshDevice device;

    @BeforeEach
    void start() throws Exception {
        device = SshDevice.start(temp.resolve("state"));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        device.close();
    }

    @Test
    void letsInByPassword() throws IOException {
        try (ClientSession session = client.login(device.address(), "admin", SshDevice.PASSWORD)) {
            assertThat(TestClient.run(session, "show version").status()).isZero();
        }

        assertThat(device.logins()).containsExactly("admin accepted");
    }

    @Test
    void refusesAWrongPasswordAndAStranger() {
        assertThatThrownBy(() -> client.login(device.address(), "admin", "wrong"))
                .isInstanceOf(SshException.class);
        assertThatThrownBy(() -> client.login(device.address(), "eve", SshDevice.PASSWORD))
                .isInstanceOf(SshException.class);

        assertThat(device.logins()).containsOnly("admin refused", "eve refused");
    }

    @Test
    void letsInByKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair key = generator.generateKeyPair();
        assertThat(device.commit("aaa user admin ssh-key \"%s\"".formatted(PublicKeyEntry.toString(key.getPublic())))
                        .problems())
                .isEmpty();

        try (ClientSession session = client.login(device.address(), "admin", key)) {
            assertThat(TestClient.run(session, "show version").status()).isZero();
        }
        assertThatThrownBy(() -> client.login(device.address(), "admin", generator.generateKeyPair()))
                .isInstanceOf(SshException.class);
    }

    @Test
    void locksAnAccountAfterTooManyWrongPasswords() throws Exception {
        device.commit("aaa login max-attempts 2");

        assertThatThrownBy(() -> client.login(device.address(), "admin", "wrong1"))
                .isInstanceOf(SshException.class);
        assertThatThrownBy(() -> client.login(device.address(), "admin", "wrong2"))
                .isInstanceOf(SshException.class);

        assertThatThrownBy(() -> client.login(device.address(), "admin", SshDevice.PASSWORD))
                .isInstanceOf(SshException.class);
        assertThat(device.lastAudit().get("result")).startsWith("Account is locked until ");
    }

    @Test
    void answersACommandOnOneChannelEach() throws IOException {
        try (ClientSession session = client.login(device.address(), "admin", SshDevice.PASSWORD)) {
            TestClient.Answer good = TestClient.run(session, "show version");
            TestClient.Answer bad = TestClient.run(session, "show nonsense");

            assertThat(good.status()).isZero();
            assertThat(good.out()).contains("umpwire");
            assertThat(good.err()).isEmpty();
            assertThat(bad.status()).isEqualTo(1);
            assertThat(bad.out()).isEmpty();
            assertThat(bad.err()).contains("nonsense");
        }
    }

    @Test
    void runsPipedLinesLikeABatch() throws IOException {
        String lines = "edit\ngen location \"rack 7\"\ncommit\n";
        try (ClientSession session = client.login(device.address(), "admin", SshDevice.PASSWORD)) {
            TestClient.Answer good = TestClient.run(session, "", new ByteArrayInputStream(lines.getBytes(UTF_8)));
            TestClient.Answer bad =
                    TestClient.run(session, "", new ByteArrayInputStream("edit\ngen locaton x\n".getBytes(UTF_8)));

            assertThat(good.status()).isZero();
            assertThat(device.running().general().location()).isEqualTo("rack 7");
            assertThat(bad.status()).isEqualTo(1);
            assertThat(bad.err()).contains("2").contains("locaton");
        }
    }

    @Test
    void sendsAnAnswerOfManyLinesInLargePieces() throws IOException {
        for (int i = 0; i < MANY_RECORDS; i++) {
            device.journal.append(new SystemRecord(i, Severity.NOTICE, "test", "Record " + i));
        }
        try (ClientSession session = client.login(device.address(), "admin", SshDevice.PASSWORD)) {
            TestClient.Answer answer =
                    TestClient.run(session, "show log system last %d | display json".formatted(MANY_RECORDS));

            assertThat(answer.status()).isZero();
            assertThat(answer.out().lines()).hasSizeGreaterThan(5 * MANY_RECORDS);
        }
    }

    @Test
    void keepsItsHostKey() throws Exception {
        client.login(device.address(), "admin", SshDevice.PASSWORD).close();
        device.close();
        device = SshDevice.start(temp.resolve("state"));
        client.login(device.address(), "admin", SshDevice.PASSWORD).close();

        assertThat(client.hostKeys).hasSize(2);
        assertThat(client.hostKeys.get(0)).isEqualTo(client.hostKeys.get(1));
    }

    @Test
    void movesWithoutEndingOpenSessions() throws Exception {
        InetSocketAddress before = device.address();
        int after = SshDevice.freePort();
        try (ClientSession open = client.login(before, "admin", SshDevice.PASSWORD)) {
            assertThat(device.commit("gen ssh listen 127.0.0.1:" + after).problems())
                    .isEmpty();

            assertThat(TestClient.run(open, "show version").status()).isZero();
            client.login(device.address(), "admin", SshDevice.PASSWORD).close();
            assertThat(device.address().getPort()).isEqualTo(after);
            assertThatThrownBy(() -> connectTo(before)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void refusesACommitToABusyPort() throws Exception {
        InetSocketAddress before = device.address();
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommitResult result = device.commit("gen ssh listen 127.0.0.1:" + busy.getLocalPort());

            assertThat(result.accepted()).isFalse();
            assertThat(result.problems())
                    .containsExactly("gen ssh listen: cannot listen on 127.0.0.1:%d (Address already in use)"
                            .formatted(busy.getLocalPort()));
        }
        assertThat(device.address()).isEqualTo(before);
        client.login(before, "admin", SshDevice.PASSWORD).close();
    }

    @Test
    void canBeDisabledAndEnabled() throws Exception {
        InetSocketAddress before = device.address();

        device.commit("gen ssh state disable");
        assertThat(device.server().address()).isEmpty();
        assertThatThrownBy(() -> connectTo(before)).isInstanceOf(ConnectException.class);

        device.commit("gen ssh state enable");
        client.login(before, "admin", SshDevice.PASSWORD).close();
    }

    @Test
    void showsTheBannerBeforeTheLogin() throws Exception {
        device.commit("gen banner \"Keep out\"");

        try (ClientSession session = client.connect(device.address(), "admin")) {
            StringBuilder heard = new StringBuilder();
            session.setUserInteraction(new BannerListener(heard));
            session.addPasswordIdentity("wrong");
            assertThatThrownBy(() -> session.auth().verify(Duration.ofSeconds(20)))
                    .isInstanceOf(SshException.class);

            assertThat(heard.toString()).contains("Keep out");
        }
    }

    @Test
    void speaksNoWeakCipher() {
        client.withCiphers(BuiltinCiphers.aes128cbc);

        assertThatThrownBy(() -> client.login(device.address(), "admin", SshDevice.PASSWORD))
                .isInstanceOf(SshException.class);
    }

    @Test
    void servesAPersonAtATerminal() throws Exception {
        try (ClientSession session = client.login(device.address(), "admin", SshDevice.PASSWORD);
                Terminal terminal = new Terminal(session)) {
            terminal.expect("{}");

            terminal.type("show version\r");
            terminal.expect("umpwire");
            terminal.type("half a line");
            terminal.expect("half a line");
            terminal.type("\003");
            terminal.expect("{}");
            terminal.type("edit\r");
            terminal.expect("{running}");
            terminal.resizeTo(40, 10);
            terminal.type("!\r");
            terminal.type("logout\r");

            terminal.expectEnd();
        }
    }

    @Test
    void tellsOfTheLastLoginAndOfFailuresSince() throws Exception {
        client.login(device.address(), "admin", SshDevice.PASSWORD).close();
        assertThatThrownBy(() -> client.login(device.address(), "admin", "wrong"))
                .isInstanceOf(SshException.class);

        try (ClientSession session = client.login(device.address(), "admin", SshDevice.PASSWORD);
                Terminal terminal = new Terminal(session)) {
            terminal.expect("failed login");
        }
        try (ClientSession session = client.login(device.address(), "admin", SshDevice.PASSWORD)) {
            assertThat(TestClient.run(session, "show version").out()).doesNotContain("Last login");
        }
    }

    @Test
    void writesDownWhoLeaves() throws Exception {
        client.login(device.address(), "admin", SshDevice.PASSWORD).close();

        await().untilAsserted(() -> assertThat(device.lastAudit())
                .containsEntry("command", "logout")
                .containsEntry("user", "admin"));
    }

    private static void connectTo(InetSocketAddress address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(address);
        }
    }

    /** A person's terminal at the other end. */
    private static final class Terminal implements AutoCloseable {
        private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
        private final PipedOutputStream keys = new PipedOutputStream();
        private final ChannelShell channel;
        private int seen;

        Terminal(ClientSession session) throws IOException {
            channel = session.createShellChannel();
            channel.setPtyType("xterm");
            channel.setPtyColumns(100);
            channel.setPtyLines(30);
            channel.setUsePty(true);
            channel.setIn(new PipedInputStream(keys));
            channel.setOut(shown);
            channel.setErr(shown);
            channel.open().verify(Duration.ofSeconds(20));
        }

        void type(String text) throws IOException {
            keys.write(text.getBytes(UTF_8));
            keys.flush();
        }

        void resizeTo(int columns, int rows) throws IOException {
            channel.sendWindowChange(columns, rows);
        }

        /** Waits for text that was not there when this was last called. */
        void expect(String text) {
            await().untilAsserted(() ->
                    assertThat(shown.toString(UTF_8).substring(seen)).contains(text));
            seen = shown.toString(UTF_8).length();
        }

        void expectEnd() {
            await().until(channel::isClosed);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            keys.close();
        }
    }
}
