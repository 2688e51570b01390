package org.bumpwire.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.config.model.RemoteServer.RoleAttribute;
import org.bumpwire.shell.login.ServerAnswer;
import org.bumpwire.shell.login.radius.RadiusServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks FreeRADIUS about names and passwords, and others who only seem to be a RADIUS server. */
@Tag("system")
class RadiusLoginTest {
    private static final byte ACCEPT = 2;

    @TempDir
    private static Path home;

    private static FreeRadius radius;

    @BeforeAll
    static void start() {
        radius = new FreeRadius(home);
    }

    @AfterAll
    static void stop() {
        radius.close();
    }

    @Test
    void letsInByTheRightPasswordAndNamesTheGroup() {
        assertThat(ask(radius.port(), FreeRadius.SECRET, RoleAttribute.FILTER_ID, "alice", FreeRadius.PASSWORD))
                .isEqualTo(new ServerAnswer.Accepted(List.of("netadmins")));
        assertThat(ask(radius.port(), FreeRadius.SECRET, RoleAttribute.CLASS, "alice", FreeRadius.PASSWORD))
                .isEqualTo(new ServerAnswer.Accepted(List.of("ops")));
        assertThat(ask(radius.port(), FreeRadius.SECRET, RoleAttribute.FILTER_ID, "bob", FreeRadius.PASSWORD))
                .isEqualTo(new ServerAnswer.Accepted(List.of()));
    }

    @Test
    void refusesAWrongPasswordAndAStranger() {
        assertThat(ask(radius.port(), FreeRadius.SECRET, RoleAttribute.CLASS, "alice", "wrong"))
                .isInstanceOf(ServerAnswer.Rejected.class);
        assertThat(ask(radius.port(), FreeRadius.SECRET, RoleAttribute.CLASS, "eve", FreeRadius.PASSWORD))
                .isInstanceOf(ServerAnswer.Rejected.class);
        assertThat(ask(radius.port(), FreeRadius.SECRET, RoleAttribute.CLASS, "alice", "x".repeat(129)))
                .isInstanceOf(ServerAnswer.Rejected.class);
    }

    @Test
    void aServerWithAnotherSecretDoesNotAnswer() {
        assertThat(ask(radius.port(), "another secret 123", RoleAttribute.CLASS, "alice", FreeRadius.PASSWORD))
                .isInstanceOf(ServerAnswer.None.class);
    }

    @Test
    void whereNobodyAnswersThatIsSaidInTime() {
        assertThat(ask(FreeRadius.freeUdpPort(), FreeRadius.SECRET, RoleAttribute.CLASS, "alice", "x"))
                .isInstanceOf(ServerAnswer.None.class);
    }

    /** What an attacker can forge who makes two MD5 hashes collide (CVE-2024-3596). */
    @Test
    void anAcceptWithoutMessageAuthenticatorIsNoAnswer() throws Exception {
        ServerAnswer answer = answeredBy(FreeRadius.SECRET);

        assertThat(answer).isInstanceOf(ServerAnswer.None.class).asString().contains("Message-Authenticator");
    }

    @Test
    void anAcceptThatIsProvedByAnotherSecretIsNoAnswer() throws Exception {
        assertThat(answeredBy("another secret 123")).isInstanceOf(ServerAnswer.None.class);
    }

    /** Accepts whatever it is asked, without a Message-Authenticator. */
    private static ServerAnswer answeredBy(String secret) throws Exception {
        try (DatagramSocket forger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> accept(forger, secret));
            ServerAnswer answer =
                    ask(forger.getLocalPort(), FreeRadius.SECRET, RoleAttribute.CLASS, "alice", FreeRadius.PASSWORD);
            answered.join();
            return answer;
        }
    }

    private static void accept(DatagramSocket forger, String secret) {
        try {
            DatagramPacket request = new DatagramPacket(new byte[4096], 4096);
            forger.receive(request);
            byte[] header = {ACCEPT, request.getData()[1], 0, 20};
            byte[] authenticator = Arrays.copyOfRange(request.getData(), 4, 20);
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(header);
            md5.update(authenticator);
            byte[] proof = md5.digest(secret.getBytes(UTF_8));
            byte[] answer = ByteBuffer.allocate(20).put(header).put(proof).array();
            forger.send(new DatagramPacket(answer, answer.length, request.getSocketAddress()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerAnswer ask(int port, String secret, RoleAttribute attribute, String user, String password) {
        RemoteServer.Radius server = new RemoteServer.Radius(
                "R", "127.0.0.1", port, "sealed", Duration.ofSeconds(1), 2, "bumpwire", attribute);
        return new RadiusServer(server, secret.toCharArray()).ask(user, password.toCharArray());
    }
}
