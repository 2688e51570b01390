package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bumpwire.config.model.Identity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's procedure for replacing a certificate, with what it says about it. */
@Tag("system")
class GuideChapter11Test {
    @TempDir
    private Path directory;

    private TypedShell shell;
    private CertificateFiles old;
    private CertificateFiles fresh;

    @BeforeEach
    void open() {
        shell = new TypedShell(directory);
        TestAuthority root = new TestAuthority(directory, "Company Root");
        old = root.issue(TestAuthority.Algorithm.EC, "www.example.test");
        fresh = root.issue(TestAuthority.Algorithm.EC, "www.example.test");
        shell.accepts(
                "edit",
                "certificates certificate WWW import pem %s key %s exportable enable".formatted(old.pem(), old.key()),
                "certificates ca-certificate ROOT import " + root.own().pem(),
                "sslinsp server WEB ip 192.0.2.1/32 certificate WWW",
                "commit");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aReplacementKeepsEveryReferenceAndTheOldOneUnderItsName() {
        assertThat(shell.accepts(
                        "certificates certificate WWW replace pem %s key %s".formatted(fresh.pem(), fresh.key())))
                .contains("The one before is kept as certificates certificate \"WWW_REPLACED\"");
        shell.accepts("commit");

        Identity served = shell.device
                .store
                .running()
                .sslInspection()
                .servers()
                .get(0)
                .certificates()
                .get(0);
        assertThat(served.certificate()).isEqualTo(fresh.certificate());
        assertThat(shell.device.store.running().certificates())
                .extracting(Identity::name, Identity::certificate)
                .contains(tuple("WWW_REPLACED", old.certificate()));
        assertThat(shell.accepts("display certificates certificate WWW | display set"))
                .anyMatch(l -> l.endsWith("exportable enable"));
    }

    @Test
    void aRenewalWithTheSameKeyFindsThatKey() {
        assertThat(shell.refuses("certificates certificate WWW replace pem " + old.pem()))
                .contains("is that very certificate already");
        assertThat(shell.refuses("certificates certificate WWW replace pem " + fresh.pem()))
                .contains("The device has no private key for certificate");
        assertThat(shell.accepts("compare")).containsExactly("No difference");
    }

    @Test
    void onlyWhatIsThereIsReplaced() {
        assertThat(shell.refuses("certificates certificate NEW replace pem " + fresh.pem()))
                .contains("There is no certificates certificate \"NEW\" to replace");
    }

    @Test
    void aCertificateThatExpiresIsSeenInTimeAndAfterwards() {
        assertThat(health()).isEqualTo("none");
        assertThat(shell.status("WWW")).isEqualTo("Valid");

        shell.device.clock.advance(Duration.ofDays(80));
        assertThat(health()).startsWith("WWW: expires ");
        assertThat(shell.status("WWW")).startsWith("Valid, expires in ");

        shell.device.clock.advance(Duration.ofDays(20));
        assertThat(health()).startsWith("WWW: expired ");
        assertThat(shell.status("WWW")).isEqualTo("Expired");
    }

    private String health() {
        List<String> lines = shell.accepts("show health | match replace");
        return lines.get(0).replaceFirst("Certificates to replace +", "");
    }
}
