package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of learned exclusions, and what they can do about them. */
class ExclusionCommandsTest {
    @TempDir
    private Path directory;

    private TestDevice device;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        device.dataPlane.exclusions.add(learned(4, "pinned.example.com"));
        device.dataPlane.exclusions.add(learned(5, ""));
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void showsThemWithEvidenceAndExpiry() {
        Typist screen = new Typist();
        device.console(screen).execute("show sslinsp exclusions");

        assertThat(String.join("\n", screen.lines))
                .contains("copy-rejected", "OFFICE", "pinned.example.com", "203.0.113.5:443", "3 times by 2 clients")
                .contains("2026-11-24 02:00:00");
    }

    @Test
    void saysThatThereIsNone() {
        device.dataPlane.exclusions.clear();
        Typist screen = new Typist();
        device.console(screen).execute("show sslinsp exclusions");

        assertThat(screen.lines).containsExactly("The device has learned no exclusion");
    }

    @Test
    void endsOneOrAll() throws IOException {
        assertThat(device.batch("clear exclusions 4")).containsExactly("Ended 1 exclusion", "exit 0");
        assertThat(device.dataPlane.exclusions)
                .extracting(DataPlane.Exclusion::id)
                .containsExactly(5L);
        assertThat(device.batch("clear exclusions")).containsExactly("Ended 1 exclusion", "exit 0");
        assertThat(device.dataPlane.exclusions).isEmpty();
    }

    @Test
    void refusesANumberThatIsNone() throws IOException {
        assertThat(device.batch("clear exclusions 9"))
                .anyMatch(line -> line.contains("\"9\" is no learned exclusion"))
                .endsWith("exit 1");
        assertThat(device.dataPlane.exclusions).hasSize(2);
    }

    @Test
    void letsOnlyOperatorsEndThem() {
        Typist screen = new Typist();
        device.ssh("rita", screen).execute("clear exclusions");

        assertThat(screen.lines).anyMatch(line -> line.startsWith("error: "));
        assertThat(device.dataPlane.exclusions).hasSize(2);
    }

    @Test
    void promotesOneIntoTheCandidateAndNoFurther() {
        Typist screen = new Typist();
        ShellSession session = device.console(screen);
        session.execute("edit");
        session.execute("sslinsp decryption-policy PRIVATE never-decrypt domain bank.example");
        session.execute("sslinsp profile OFFICE client-policy ALL decryption-policy PRIVATE");
        session.execute("promote exclusion 4");

        assertThat(screen.lines)
                .contains("Added to the candidate: sslinsp decryption-policy \"PRIVATE\" never-decrypt domain"
                        + " pinned.example.com");
        screen.lines.clear();
        session.execute("display sslinsp decryption-policy PRIVATE | display set");
        assertThat(String.join("\n", screen.lines)).contains("bank.example", "pinned.example.com");
        assertThat(device.store.runningTree().toString()).doesNotContain("pinned.example.com");
    }

    @Test
    void saysWhatIsMissingForAPromotion() throws IOException {
        assertThat(device.batch("edit", "promote exclusion 4", "promote exclusion 5", "discard"))
                .anyMatch(
                        line -> line.contains("No decryption policy is set in the candidate for client-policy \"ALL\""))
                .anyMatch(line -> line.contains("Exclusion 5 is for an address and names no domain"));
    }

    @Test
    void tellsTheLikelyCauseBesideTheFailures() {
        device.dataPlane.rejections.add(rejected("pinned.example.com"));
        device.journal.append(failed("pinned.example.com"));
        Typist screen = new Typist();
        device.console(screen).execute("show sslinsp failures");

        assertThat(String.join(" ", screen.lines)).contains("Client pins the site");
    }

    @Test
    void takesTheStatementsOfExclusions() throws IOException {
        assertThat(device.batch(
                        "edit",
                        "sslinsp exclusions learn enable failures 5 clients 1 scope site time-to-live 2h",
                        "sslinsp sni-trust disable",
                        "sslinsp profile OFFICE client-policy ALL client-certificate-request block",
                        "sslinsp client-proxy WEB cleartext bypass",
                        "display sslinsp | display set",
                        "discard"))
                .contains(
                        "sslinsp sni-trust disable",
                        "sslinsp exclusions learn enable",
                        "sslinsp exclusions time-to-live 2h",
                        "sslinsp client-proxy WEB cleartext bypass",
                        "sslinsp profile OFFICE client-policy ALL client-certificate-request block")
                .endsWith("exit 0");
        assertThat(device.batch("edit", "sslinsp exclusions clients 33", "discard"))
                .anyMatch(line -> line.contains("1 to 32"));
    }

    static DataPlane.Exclusion learned(long id, String sni) {
        return new DataPlane.Exclusion(
                id,
                "copy-rejected",
                "OFFICE",
                "ALL",
                "",
                sni,
                sni.isEmpty() ? "203.0.113.5:443" : "",
                "3 times by 2 clients, at last: alert unknown_ca",
                TestDevice.NOW,
                TestDevice.NOW.plus(Duration.ofHours(12)));
    }

    static DataPlane.Rejection rejected(String site) {
        return new DataPlane.Rejection(
                "OFFICE",
                "ALL",
                "192.0.2.7",
                site,
                3,
                "alert unknown_ca",
                12,
                "Client pins the site: it accepts others",
                TestDevice.NOW);
    }

    private static SslInspectionRecord failed(String sni) {
        return new SslInspectionRecord(
                TestDevice.NOW.getEpochSecond() * 1_000_000_000L,
                7,
                "outbound",
                Severity.WARNING,
                "Failed",
                "clientRejectedCertificate",
                "",
                "S",
                "V",
                "OFFICE",
                "ALL",
                "C",
                "",
                null,
                null,
                "192.0.2.7:40000",
                "203.0.113.5:443",
                sni,
                "",
                "",
                "",
                "",
                1,
                2,
                3,
                4,
                5,
                1);
    }
}
