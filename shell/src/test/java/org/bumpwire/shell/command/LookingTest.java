package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.Outcome;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is looked at can be read by people and by programs. */
class LookingTest {
    /** Versions of the documents that have lost a field. */
    private static final Map<String, Integer> CHANGED_DOCUMENTS = Map.of("sslinsp-resumption", 2);

    @TempDir
    private Path directory;

    private TestDevice device;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        device.dataPlane.listeners.add(new DataPlane.Listener("S", "explicit", "127.0.0.1:3128", 12));
        device.dataPlane.known.add(new DataPlane.KnownStatus(
                "CN=www.example.com", "2a", "ocsp", "revoked", "Revoked at 2026-11-23T11:00:00Z", Instant.EPOCH));
        device.dataPlane.sessions.add(session(41));
        device.dataPlane.exclusions.add(ExclusionCommandsTest.learned(4, "pinned.example.com"));
        device.dataPlane.rejections.add(ExclusionCommandsTest.rejected("pinned.example.com"));
        device.dataPlane.copies.add(copy("CN=www.example.com", true));
        device.dataPlane.copies.add(copy("CN=bad.example.com", false));
        device.journal.append(record(7, "Blocked", "blockExpiredCert", "old.example.com"));
        device.journal.append(record(8, "Inspected", "", "www.example.com"));
        device.journal.append(record(9, "Blocked", "blockExpiredCert", "old.example.com"));
    }

    @AfterEach
    void close() {
        device.close();
    }

    @ParameterizedTest
    @CsvSource({
        "show version, version, version",
        "show date, date, time",
        "show health, health, journalAppended",
        "show users, users, address",
        "users, accounts, role",
        "show segment, segments, listen",
        "show log-file, journals, journal",
        "show sslinsp sessions, sslinsp-sessions, bytesFromClient",
        "show sslinsp failures, sslinsp-failures, times",
        "show sslinsp revocation-cache, sslinsp-revocation, status",
        "show sslinsp rejections, sslinsp-rejections, cause",
        "show sslinsp exclusions, sslinsp-exclusions, expires",
        "show sslinsp limits, sslinsp-limits, maxConnections",
        "show sslinsp resumption, sslinsp-resumption, ticketKeyAgeMillis",
        "show sslinsp certificates-cache, sslinsp-certificates-cache, hitRatio",
        "show sslinsp certificates-cache last 1, sslinsp-certificates-cache, uses",
        "show log sslInspection, log.sslInspection, sequence",
        "debug np stats list, np-stats-groups, group",
        "debug np stats show npSslInspStats, np-stats.npSslInspStats, connTotal",
        "explain session 41, session, state",
        "explain session 9, session, reason",
        "display aaa, configuration, user",
        "help configuration sslinsp, configuration-help, statement"
    })
    void answersWithADocumentForPrograms(String line, String document, String field) throws JsonProcessingException {
        JsonNode answer = new ObjectMapper().readTree(String.join("\n", asked(line + " | display json")));

        assertThat(answer.path("document").asText()).isEqualTo("bumpwire." + document);
        assertThat(answer.path("version").asInt()).isEqualTo(CHANGED_DOCUMENTS.getOrDefault(document, 1));
        assertThat(answer.path("data").findValue(field)).isNotNull();
    }

    @Test
    void tellsHowOftenACopyWasAtHandAndForgetsThemWhenTold() {
        assertThat(asked("show sslinsp certificates-cache"))
                .contains("Copies kept          2", "Hit ratio            60.0 %")
                .anyMatch(line -> line.contains("CN=www.example.com"))
                .anyMatch(line -> line.contains("CN=bad.example.com"));
        assertThat(asked("show sslinsp certificates-cache last 1"))
                .noneMatch(line -> line.contains("CN=bad.example.com"));

        assertThat(asked("clear certificates-cache")).containsExactly("Forgot 2 copies; open sessions go on");

        assertThat(asked("show sslinsp certificates-cache")).contains("No copy is kept");
    }

    @Test
    void countsFailuresByReasonAndSite() {
        assertThat(asked("show sslinsp failures | match Blocked"))
                .hasSize(1)
                .first()
                .asString()
                .matches(" +2 +Blocked +blockExpiredCert +old\\.example\\.com .*");
    }

    @Test
    void forgetsWhatItKnowsOfRevocation() {
        assertThat(asked("show sslinsp revocation-cache | match revoked")).hasSize(1);

        assertThat(asked("clear revocation-cache"))
                .containsExactly("Cleared what is known of certificates' revocation");
        assertThat(asked("show sslinsp revocation-cache")).containsExactly("No certificate's revocation was looked up");
    }

    @Test
    void showsOpenSessionsAlsoOnANarrowScreen() {
        assertThat(asked("show sslinsp sessions")).anyMatch(l -> l.matches("SNI +www\\.example\\.com"));
    }

    @Test
    void saysWhereToLookForASessionThatIsUnknown() {
        assertThat(asked("explain session 99")).first().asString().contains("show log sslInspection");
    }

    @Test
    void answersRemarksAsOneDocument() throws JsonProcessingException {
        JsonNode answer = new ObjectMapper().readTree(String.join("\n", asked("save-config | display json")));

        assertThat(answer.path("document").asText()).isEqualTo("bumpwire.messages");
        assertThat(answer.path("data").path(0).asText()).isEqualTo("The running configuration is saved");
    }

    @Test
    void refusesSetStatementsOfWhatIsNoConfiguration() {
        assertThat(asked("show version | display set"))
                .containsExactly("error: Only a configuration can be displayed as set statements");
    }

    private static DataPlane.Copy copy(String subject, boolean trusted) {
        return new DataPlane.Copy(
                subject,
                trusted ? "CN=Signing CA" : "CN=Untrusted Server CA",
                TestDevice.NOW,
                TestDevice.NOW.plus(Duration.ofDays(90)),
                "EC",
                trusted,
                TestDevice.NOW,
                3);
    }

    private List<String> asked(String line) {
        Typist screen = new Typist();
        screen.columns = 80;
        Outcome outcome = device.console(screen).execute(line);
        assertThat(screen.lines).isNotEmpty();
        assertThat(outcome.accepted()).isEqualTo(!screen.lines.get(0).startsWith("error: "));
        return screen.lines;
    }

    private static DataPlane.Session session(long id) {
        return new DataPlane.Session(
                id,
                "S",
                "V",
                "OFFICE",
                "P",
                "C",
                "sslinsp client-proxy C",
                "Inspected",
                "",
                "192.0.2.7:40000",
                "203.0.113.5:443",
                "www.example.com",
                "TLSv1.3 TLS_AES_128_GCM_SHA256",
                "TLSv1.3 TLS_AES_128_GCM_SHA256",
                "h2",
                1_000,
                2_000_000,
                Duration.ofSeconds(3),
                1);
    }

    private static SslInspectionRecord record(long id, String action, String reason, String sni) {
        return new SslInspectionRecord(
                TestDevice.NOW.getEpochSecond() * 1_000_000_000L,
                id,
                "outbound",
                Severity.WARNING,
                action,
                reason,
                "",
                "S",
                "V",
                "P",
                "Q",
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
