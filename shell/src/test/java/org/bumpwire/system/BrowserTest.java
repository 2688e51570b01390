package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person at a browser sees of client inspection. */
@Tag("system")
class BrowserTest {
    private static final int EXPLICIT = Ports.free();

    @TempDir
    static Path home;

    private static World world;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    private static int goodServer;
    private static int badServer;

    @BeforeAll
    static void start() {
        world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        goodServer = origin.serve(world.web.issue(Algorithm.EC, "localhost"));
        badServer = origin.serve(world.unknown.issue(Algorithm.EC, "localhost"));
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(world.clientInspection(List.of(goodServer, badServer)), World.explicit(EXPLICIT, "OUT")));
    }

    @Test
    void aBrowserThatTrustsTheSigningCaShowsThePage() throws IOException {
        String shown = browse("trusting", true, goodServer);

        assertThat(shown).contains(NginxOrigin.PAGE).doesNotContain("ERR_CERT");
        assertThat(origin.accessLog()).anyMatch(line -> line.contains(" localhost HTTP/2.0 /"));
    }

    @Test
    void aBrowserThatDoesNotTrustItShowsAnError() throws IOException {
        assertThat(browse("distrusting", false, goodServer))
                .contains("ERR_CERT_AUTHORITY_INVALID")
                .doesNotContain(NginxOrigin.PAGE);
    }

    @Test
    void aBadServerStaysBadForTheBrowser() throws IOException {
        assertThat(browse("bad-server", true, badServer))
                .contains("ERR_CERT_AUTHORITY_INVALID")
                .doesNotContain(NginxOrigin.PAGE);
        assertThat(device.counter("npSslInspStats", "certUntrustedSigned")).isPositive();
    }

    private static String browse(String person, boolean trusting, int server) throws IOException {
        Path profile = Files.createDirectories(home.resolve(person));
        String database = "sql:" + Files.createDirectories(profile.resolve(".pki/nssdb"));
        Ran.of(Peer.CERTUTIL.program(), "-d", database, "-N", "--empty-password")
                .succeeded();
        if (trusting) {
            String ca = world.signing.own().pem().toString();
            Ran.of(Peer.CERTUTIL.program(), "-d", database, "-A", "-t", "C,,", "-n", "signing", "-i", ca)
                    .succeeded();
        }
        List<String> command = List.of(
                Peer.CHROMIUM.program(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--user-data-dir=" + profile.resolve("chromium"),
                "--proxy-server=http://127.0.0.1:" + EXPLICIT,
                "--proxy-bypass-list=<-loopback>",
                "--enable-logging=stderr",
                "--dump-dom",
                "https://localhost:" + server + "/");
        Ran ran = Ran.of(command, "", Map.of("HOME", profile.toString()));
        return ran.out() + ran.err();
    }
}
