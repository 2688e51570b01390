package org.bumpwire.shell.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.pki.PassphraseSource;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.Outcome;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.TestLicenses;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators of a device see of its licence, from its import to its end. */
class LicenseWatchTest {
    @TempDir
    private Path directory;

    private final TestLicenses licenses = new TestLicenses();
    private final TestDevice.SettableClock clock = new TestDevice.SettableClock();
    private final Typist screen = new Typist();
    private Opened device;

    private record Opened(StateDirectory state, Appliance appliance, ShellSession session, List<String> notes) {}

    @BeforeEach
    void open() throws BootException {
        device = opened(true);
    }

    @AfterEach
    void close() {
        device.appliance.close();
        device.state.close();
    }

    @Test
    void theBuiltInLicenceAllowsEverything() {
        accepts("edit", "sslinsp client enable", "sslinsp server enable", "commit", "!");

        assertThat(accepts("show license"))
                .anyMatch(l -> l.matches("Status +Built-in"))
                .anyMatch(l -> l.matches("Client inspection +yes"))
                .anyMatch(l -> l.matches("Server inspection +yes"))
                .anyMatch(l -> l.matches("Valid until +unlimited"));
        assertThat(accepts("show health")).anyMatch(l -> l.matches("License +Built-in"));
    }

    @Test
    void aCommitCannotEnableWhatIsNotLicensed() {
        accepts("license import " + file("feature server-inspection"));
        accepts("edit", "sslinsp client enable", "sslinsp server enable");

        assertThat(refuses("commit check"))
                .anyMatch(l -> l.contains("sslinsp client cannot be enabled: the device is not licensed for client"
                        + " inspection (import another licence: license import FILE)"))
                .noneMatch(l -> l.contains("sslinsp server cannot"));
        accepts("sslinsp client disable", "commit");
    }

    @Test
    void whatWasEnabledBeforeIsNoObstacleToOtherChanges() {
        accepts("edit", "sslinsp client enable", "commit", "!", "license import " + file("feature server-inspection"));

        assertThat(accepts("edit", "gen location \"Rack 7\"", "commit"))
                .anyMatch(l ->
                        l.contains("sslinsp client is enabled, but the device is not licensed for client inspection"
                                + " now, so its sessions are bypassed"));
    }

    @Test
    void aLimitAboveTheLicencesIsWarnedOf() {
        accepts("license import " + file("feature client-inspection", "max-connections 50"));

        assertThat(accepts("edit", "sslinsp client enable", "commit"))
                .anyMatch(l -> l.contains("sslinsp limit max-connections: the licence allows 50"));
        assertThat(accepts("!", "debug np stats show npSslInspStats | match connLimit"))
                .anyMatch(l -> l.matches("connLimit +50"));
    }

    @Test
    void warnsBeforeTheEndAndSaysWhenInspectionHasStopped() {
        String end = clock.instant().plus(Duration.ofDays(20)).toString();
        accepts(
                "license import " + file("feature client-inspection", "valid-until " + end),
                "edit",
                "sslinsp client enable",
                "commit",
                "!");
        awaitLog("The licence expires within 30 days, at " + end);

        clock.advance(Duration.ofDays(19).plusHours(1));
        awaitLog("The licence expires within 1 day, at " + end);
        clock.advance(Duration.ofDays(1));
        awaitLog("The licence has expired, so SSL inspection has stopped");
        awaitLog("The device is licensed for no inspection: sessions are bypassed");

        assertThat(accepts("show license")).anyMatch(l -> l.matches("Status +Expired, import another"));
        accepts("license import " + file("feature client-inspection"));
        assertThat(accepts("show license")).anyMatch(l -> l.matches("Status +Valid"));
        awaitLog("The device is licensed for client inspection");
    }

    @Test
    void keepsTheLicenceBeforeWhereAnotherIsNoneAndOverARollback() throws IOException {
        accepts("license import " + file("feature client-inspection"));
        Path forged = directory.resolve("forged");
        Files.write(forged, new TestLicenses().license("feature server-inspection"));

        assertThat(refuses("license import " + forged))
                .anyMatch(l -> l.contains("was not taken: its signature is not that of this device's vendor")
                        && l.contains("the licence before still holds"));
        accepts("edit", "gen location A", "commit", "gen location B", "commit", "rollback -1", "commit", "!");
        assertThat(accepts("show license")).anyMatch(l -> l.matches("Serial +T-1"));
    }

    @Test
    void saysAtTheStartThatTheLicenceIsDamagedAndInspectsNothing() throws Exception {
        accepts(
                "license import " + file("feature client-inspection"),
                "edit",
                "sslinsp client enable",
                "commit",
                "save-config");
        close();
        Files.writeString(directory.resolve("state/license"), "bumpwire-license 1\nsignature AAAA\n");

        device = opened(false);

        assertThat(device.notes)
                .anyMatch(note -> note.contains("so there is no SSL inspection: import another licence"));
        assertThat(accepts("show license")).anyMatch(l -> l.startsWith("Status") && l.contains("does not count"));
        accepts("license import " + file("feature client-inspection"));
        assertThat(accepts("show license")).anyMatch(l -> l.matches("Status +Valid"));
    }

    @Test
    void onlyAnAdministratorMayImportOne() {
        assertThat(device.appliance.sessions().commandSet().commands())
                .anyMatch(c -> c.name().equals("license"));
        ShellSession guest = device.appliance
                .sessions()
                .open(
                        new Operator(
                                "olga",
                                true,
                                access -> Optional.of(Rights.of(Role.OPERATOR)),
                                Operator.Origin.CONSOLE,
                                "x",
                                List.of()),
                        screen);

        assertThat(guest.execute("license import " + file("feature client-inspection"))
                        .accepted())
                .isFalse();
        assertThat(guest.execute("show license").accepted()).isTrue();
    }

    private Opened opened(boolean anew) throws BootException {
        StateDirectory state = StateDirectory.open(directory.resolve("state"));
        Appliance appliance = Appliance.open(state, PassphraseSource.NONE, 1, clock, licenses.issuer());
        if (anew) {
            appliance.begin(FirstAdministrator.withGeneratedPassword(), List.of("gen ssh state disable"));
        }
        List<String> notes = appliance.start();
        return new Opened(state, appliance, appliance.sessions().open(Operator.console("admin"), screen), notes);
    }

    private Path file(String... terms) {
        return licenses.file(directory.resolve("license-" + Instant.now().toEpochMilli()), terms);
    }

    private void awaitLog(String sentence) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(accepts("show log system")).anyMatch(l -> l.contains(sentence)));
    }

    private List<String> accepts(String... lines) {
        screen.lines.clear();
        for (String line : lines) {
            assertThat(device.session.execute(line))
                    .as("%s: %s", line, screen.lines)
                    .isEqualTo(Outcome.ACCEPTED);
        }
        return List.copyOf(screen.lines);
    }

    private List<String> refuses(String line) {
        screen.lines.clear();
        assertThat(device.session.execute(line)).as(line).isEqualTo(Outcome.REFUSED);
        return List.copyOf(screen.lines);
    }
}
