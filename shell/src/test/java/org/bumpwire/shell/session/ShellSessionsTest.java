package org.bumpwire.shell.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SystemRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShellSessionsTest {
    @TempDir
    private Path directory;

    private TestDevice device;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void showsWhoIsHereAndWhoEdits() {
        Typist screen = new Typist();
        ShellSession olga = device.ssh("olga", new Typist());
        olga.execute("edit");
        olga.execute("gen location Bern");
        device.console(screen).execute("show users");

        assertThat(screen.lines)
                .anyMatch(l -> l.contains("olga") && l.contains("operator") && l.endsWith("yes, with changes"))
                .anyMatch(l -> l.contains("admin") && l.contains("console"));
    }

    @Test
    void logsOutWhoIsIdle() {
        Typist idle = new Typist();
        Typist busy = new Typist();
        device.ssh("olga", idle);
        ShellSession active = device.ssh("admin", busy);
        device.clock.advance(Duration.ofMinutes(16));
        active.execute("show date");

        device.sessions.hangUpIdle();

        assertThat(idle.hungUp).isTrue();
        assertThat(busy.hungUp).isFalse();
    }

    @Test
    void neverLogsOutWhereTheTimeoutIsZero() {
        Typist screen = new Typist();
        ShellSession session = device.console(screen);
        session.execute("edit");
        session.execute("gen session-idle-timeout 0");
        session.execute("commit");
        device.clock.advance(Duration.ofDays(3));

        device.sessions.hangUpIdle();

        assertThat(screen.hungUp).isFalse();
    }

    @Test
    void monitorsAJournalUntilInterrupted() {
        Typist screen = new Typist();
        screen.interactive = false;
        ShellSession session = device.console(screen);
        CompletableFuture<Outcome> monitor =
                CompletableFuture.supplyAsync(() -> session.execute("monitor log system | match fan"));
        await().until(device.journal::isFollowed);

        device.journal.append(new SystemRecord(1, Severity.NOTICE, "device", "fan 1 stopped"));
        device.journal.append(new SystemRecord(2, Severity.NOTICE, "device", "something else"));
        await().untilAsserted(() -> assertThat(screen.lines).hasSize(1));
        session.interrupt();

        assertThat(monitor.join()).isEqualTo(Outcome.ACCEPTED);
        assertThat(device.journal.isFollowed()).isFalse();
        assertThat(screen.lines).first().asString().contains("message=\"fan 1 stopped\"");
    }

    @Test
    void stopsMonitoringWhenAFilterHasEnough() {
        Typist screen = new Typist();
        screen.interactive = false;
        ShellSession session = device.console(screen);
        CompletableFuture<Outcome> monitor =
                CompletableFuture.supplyAsync(() -> session.execute("monitor log system | first 1 | display json"));
        await().until(device.journal::isFollowed);

        device.journal.append(new SystemRecord(1, Severity.NOTICE, "device", "one"));

        assertThat(monitor.join()).isEqualTo(Outcome.ACCEPTED);
        assertThat(screen.lines).hasSize(1).first().asString().startsWith("{\"document\":\"bumpwire.log.system\"");
    }

    @Test
    void findsLogEntriesByTimeAndField() {
        long now = TestDevice.NOW.getEpochSecond() * 1_000_000_000L;
        long hour = 3_600_000_000_000L;
        device.journal.append(new SystemRecord(now - 2 * hour, Severity.NOTICE, "device", "old"));
        device.journal.append(new SystemRecord(now - hour / 2, Severity.NOTICE, "device", "young"));
        device.journal.append(new SystemRecord(now, Severity.ERROR, "device", "now"));

        assertThat(asked("show log system")).hasSize(3);
        assertThat(asked("show log system since 1h")).hasSize(2);
        assertThat(asked("show log system since 13:00")).hasSize(2);
        assertThat(asked("show log system last 1"))
                .hasSize(1)
                .first()
                .asString()
                .contains("message=now");
        assertThat(asked("show log system where severity=error message=now")).hasSize(1);
        assertThat(asked("show log system where severity")).first().asString().startsWith("error: ");
        assertThat(asked("show log system since yesterday")).first().asString().startsWith("error: ");
        assertThat(asked("show log nothing")).first().asString().startsWith("error: \"nothing\" is no journal");
    }

    @Test
    void hidesAFaultOfItsOwnBehindANumber() {
        device.dataPlane.sessions.add(null);

        assertThat(asked("show sslinsp sessions"))
                .hasSize(1)
                .first()
                .asString()
                .matches("error: Internal fault, incident [0-9a-f]{8}; .*");
    }

    @Test
    void hangsUpOnEverybody() {
        Typist screen = new Typist();
        ShellSession session = device.console(screen);

        device.sessions.close();

        assertThat(session.isOpen()).isFalse();
        assertThat(screen.hungUp).isTrue();
    }

    private List<String> asked(String line) {
        Typist screen = new Typist();
        try (ShellSession session = device.console(screen)) {
            session.execute(line);
        }
        return screen.lines;
    }
}
