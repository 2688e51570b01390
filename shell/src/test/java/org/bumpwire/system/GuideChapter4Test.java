package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's licence: given, looked at, and at its end. What it does to commits and traffic is tested beside that. */
@Tag("system")
class GuideChapter4Test {
    @TempDir
    private Path directory;

    private TypedShell shell;

    @BeforeEach
    void open() {
        shell = new TypedShell(directory);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aNewDeviceHasEveryInspection() {
        assertThat(shell.accepts("show license"))
                .anyMatch(l -> l.matches("Status +Built-in"))
                .anyMatch(l -> l.matches("Client inspection +yes"))
                .anyMatch(l -> l.matches("Server inspection +yes"));
    }

    @Test
    void aLicenceIsAssignedByItsFile() {
        String end = shell.device.clock.instant().plus(Duration.ofDays(365)).toString();

        assertThat(shell.accepts("license import "
                        + file("feature server-inspection", "max-connections 250", "valid-until " + end)))
                .anyMatch(l -> l.matches("Status +Valid"))
                .anyMatch(l -> l.matches("Holder +Example Corp"))
                .anyMatch(l -> l.matches("Client inspection +no"))
                .anyMatch(l -> l.matches("Server inspection +yes"))
                .anyMatch(l -> l.matches("Sessions at once +250"));
        assertThat(shell.accepts("show sslinsp limits"))
                .anyMatch(l -> l.matches("Licensed for +server inspection"))
                .anyMatch(l -> l.matches("Connections allowed +250"));
    }

    @Test
    void inspectionIsDisabledOnADeviceWhoseLicenceHasExpired() {
        String end = shell.device.clock.instant().plus(Duration.ofDays(1)).toString();
        shell.accepts("license import " + file("feature client-inspection", "valid-until " + end));

        shell.device.clock.advance(Duration.ofDays(1));

        assertThat(shell.accepts("show license"))
                .anyMatch(l -> l.matches("Status +Expired, import another"))
                .anyMatch(l -> l.matches("Client inspection +no"));
        assertThat(shell.accepts("show sslinsp limits")).anyMatch(l -> l.matches("Licensed for +nothing .*"));
        assertThat(shell.accepts("show health")).anyMatch(l -> l.matches("License +Expired, import another"));
    }

    private Path file(String... terms) {
        return shell.device.licenses.file(directory.resolve("device.license"), terms);
    }
}
