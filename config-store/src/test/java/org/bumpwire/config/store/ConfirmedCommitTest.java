package org.bumpwire.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.bumpwire.config.store.StoreFixture.ADMIN;
import static org.bumpwire.config.store.StoreFixture.OPERATOR;
import static org.bumpwire.config.store.StoreFixture.edit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.store.BrokenDisk.Fault;
import org.bumpwire.config.store.BrokenDisk.PowerFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The device runs "old", which is not what was saved, and tries "new". */
class ConfirmedCommitTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    private Path directory;

    private final BrokenDisk disk = new BrokenDisk();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void rollsBackWhatNobodyConfirms() throws Exception {
        try (ConfigStore store = started()) {
            RecordingSubscriber subscriber = new RecordingSubscriber("it");
            store.subscribe(subscriber);
            assertThat(tryOut(store, SHORT, "gen host-name new").revision()).isEqualTo(3);
            assertThat(hostName(store)).isEqualTo("new");

            await().until(() -> hostName(store).equals("old"));
            await().until(() -> told.size() == 2);

            assertThat(subscriber.heard)
                    .containsExactly("prepare old -> new", "apply new", "prepare new -> old", "apply old");
            assertThat(store.unconfirmed()).isEmpty();
            assertThat(store.revisions().get(0).id()).isEqualTo(4);
            assertThat(store.revisions().get(0).comment()).isEqualTo("Revision 3 was not confirmed");
            assertThat(told)
                    .containsExactly(
                            "Revision 3 by admin is rolled back in 1 seconds unless commit confirms it",
                            "Revision 3 by admin was not confirmed in time: revision 2 runs again, now as revision 4");
            assertThat(files()).doesNotContain("pending.conf");
        }
    }

    @Test
    void staysWhenAnotherSessionConfirms() throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, SHORT, "gen host-name new");

            try (Candidate other = store.openCandidate(OPERATOR)) {
                assertThat(store.commit(other, "").accepted()).isTrue();
            }

            assertThat(store.unconfirmed()).isEmpty();
            assertThat(files()).doesNotContain("pending.conf");
            assertThat(told).last().isEqualTo("Revision 3 by admin was confirmed by olga");
            await().during(SHORT.multipliedBy(3).dividedBy(2))
                    .until(() -> hostName(store).equals("new"));
        }
    }

    @Test
    void isConfirmedByACommitThatChangesMore() throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, LONG, "gen host-name new");

            assertThat(commit(store, CommitRequest.plain(""), "gen location cellar")
                            .accepted())
                    .isTrue();

            assertThat(store.unconfirmed()).isEmpty();
            assertThat(files()).doesNotContain("pending.conf");
        }
    }

    @Test
    void goesBackBeforeTheFirstOfSeveralThatWait() throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, LONG, "gen host-name new");
            tryOut(store, LONG, "gen host-name newer");

            assertThat(store.abort(ADMIN).revision()).isEqualTo(5);

            assertThat(hostName(store)).isEqualTo("old");
            assertThatThrownBy(() -> store.abort(ADMIN)).hasMessage("No commit waits to be confirmed");
        }
    }

    @Test
    void neitherSavesNorLetsOtherCommandsConfirm() throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, LONG, "gen host-name new");

            assertThatThrownBy(() -> store.save(ADMIN))
                    .hasMessage(
                            "Revision 3 still has to be confirmed and cannot be saved (edit, then commit confirms it)");
            assertThat(commit(store, CommitRequest.aside("by the way"), "gen location cellar")
                            .problems())
                    .singleElement()
                    .asString()
                    .startsWith("Revision 3 still has to be confirmed");
            assertThat(store.unconfirmed()).isPresent();
        }
    }

    @Test
    void letsNobodyTakeBackWhatTheyMayNotChange() throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, LONG, "aaa user rita");

            assertThatThrownBy(() -> store.abort(OPERATOR))
                    .hasMessage(
                            "aaa user \"rita\" may not be changed by you: your role, \"operator\", lacks capability users write");
            assertThat(store.unconfirmed()).isPresent();
        }
    }

    @Test
    void goesOnWaitingAfterARestart() throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, LONG, "gen host-name new");
        }
        now = now.plus(LONG.minusMillis(300));

        try (ConfigStore store = open()) {
            assertThat(hostName(store)).isEqualTo("new");
            assertThat(store.start())
                    .containsExactly(
                            "Revision 3 by admin still has to be confirmed: 0 seconds are left (edit, then commit)");
            await().until(() -> hostName(store).equals("old"));
            assertThat(store.runningIsSaved()).isFalse();
        }
    }

    @Test
    void rollsBackAtTheStartWhatIsOverdue() throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, LONG, "gen host-name new");
        }
        now = now.plus(LONG);

        try (ConfigStore store = open()) {
            assertThat(hostName(store)).isEqualTo("old");
            assertThat(store.start())
                    .containsExactly(
                            "Revision 3 by admin was not confirmed in time: revision 2 runs again, now as revision 4");
            assertThat(store.revisions().get(0).id()).isEqualTo(4);
        }
        try (ConfigStore store = open()) {
            assertThat(hostName(store)).isEqualTo("saved");
        }
    }

    @Test
    void doesNotWaitLongerBecauseTheClockWasSetBack() throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, Duration.ofSeconds(30), "gen host-name new");
        }
        now = now.minus(Duration.ofDays(1));

        try (ConfigStore store = open()) {
            store.start();
            assertThat(store.unconfirmed().orElseThrow().left()).isLessThanOrEqualTo(Duration.ofSeconds(30));
        }
    }

    @Test
    void saysThatItCannotRollBackAndTriesAgain() throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, SHORT, "gen host-name new");
            disk.fail(Fault.FULL);

            await().until(() -> told.size() == 2);

            assertThat(told.get(1))
                    .startsWith("Revision 3 by admin was not confirmed, and cannot be rolled back: The revision")
                    .endsWith("(tried again every 10 seconds)");
            assertThat(store.unconfirmed()).isPresent();
            disk.fail(Fault.NONE);
            assertThat(store.abort(ADMIN).accepted()).isTrue();
        }
    }

    @Test
    void keepsTheOldStateWhenTheDiskIsFull() throws Exception {
        try (ConfigStore store = started()) {
            List<String> before = files();
            for (int soundSteps = 0; soundSteps < 2; soundSteps++) {
                disk.failAfter(soundSteps, Fault.FULL);
                assertThat(tryOut(store, LONG, "gen host-name new").problems()).isNotEmpty();
                disk.fail(Fault.NONE);
                assertThat(store.unconfirmed()).isEmpty();
                assertThat(hostName(store)).isEqualTo("old");
            }
            assertThat(store.revisions().get(0).id()).isEqualTo(2);
            assertThat(commit(store, CommitRequest.plain(""), "gen host-name next")
                            .accepted())
                    .isTrue();
            assertThat(before).doesNotContain("pending.conf");
        }
        try (ConfigStore store = open()) {
            assertThat(hostName(store)).isEqualTo("saved");
        }
    }

    static Stream<Arguments> crashes() {
        return Stream.of(Fault.CRASH_ASIDE, Fault.CRASH_HALF_IN_PLACE, Fault.CRASH_AFTER)
                .flatMap(fault -> Stream.of(0, 1).map(soundSteps -> Arguments.of(fault, soundSteps)));
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void runsTheOldOrTheNewAfterACrashWhileTryingOut(Fault fault, int soundSteps) throws Exception {
        try (ConfigStore store = started()) {
            disk.failAfter(soundSteps, fault);
            assertThatThrownBy(() -> tryOut(store, LONG, "gen host-name new")).isInstanceOf(PowerFailure.class);
        }
        disk.fail(Fault.NONE);
        boolean done = fault == Fault.CRASH_AFTER && soundSteps == 1;

        try (ConfigStore store = open()) {
            assertThat(hostName(store)).isEqualTo(done ? "new" : "saved");
            assertThat(store.unconfirmed()).isEmpty();
            store.start();
            assertThat(store.unconfirmed().isPresent()).isEqualTo(done);
            assertThat(commit(store, CommitRequest.plain(""), "gen location x").accepted())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void stillRollsBackAfterACrashWhileRollingBack(Fault fault, int soundSteps) throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, LONG, "gen host-name new");
        }
        now = now.plus(LONG);
        disk.failAfter(soundSteps, fault);
        assertThatThrownBy(this::open).isInstanceOf(PowerFailure.class);
        disk.fail(Fault.NONE);

        try (ConfigStore store = open()) {
            // Once its revision is written it is rolled back, and a start is one like any other.
            boolean done = soundSteps == 1 || fault == Fault.CRASH_AFTER;
            assertThat(hostName(store)).isEqualTo(done ? "saved" : "old");
            assertThat(store.tree(store.revisions().get(0).id())).isEqualTo(store.tree(2));
        }
    }

    @ParameterizedTest
    @MethodSource("crashes")
    void confirmsOrStillWaitsAfterACrashWhileConfirming(Fault fault, int soundSteps) throws Exception {
        try (ConfigStore store = started()) {
            tryOut(store, LONG, "gen host-name new");
            disk.failAfter(soundSteps, fault);
            assertThatThrownBy(() -> commit(store, CommitRequest.plain(""), "gen location x"))
                    .isInstanceOf(PowerFailure.class);
        }
        disk.fail(Fault.NONE);
        now = now.plus(LONG);

        try (ConfigStore store = open()) {
            boolean done = soundSteps == 1 || fault == Fault.CRASH_AFTER;
            assertThat(hostName(store)).isEqualTo(done ? "saved" : "old");
            assertThat(store.start()).isNotEmpty();
            assertThat(store.unconfirmed()).isEmpty();
        }
    }

    private static String hostName(ConfigStore store) {
        return store.running().general().hostName();
    }

    private ConfigStore started() throws StoreException {
        ConfigStore store = open();
        store.start();
        commit(store, CommitRequest.plain(""), "gen host-name saved");
        store.save(ADMIN);
        commit(store, CommitRequest.plain(""), "gen host-name old");
        return store;
    }

    private ConfigStore open() throws StoreException {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        ConfigStore store = ConfigStore.open(directory, Vault.inMemory(), StoreFixture.FACTORY, clock, disk);
        store.announceTo((sentence, cause) -> told.add(sentence));
        return store;
    }

    private static CommitResult tryOut(ConfigStore store, Duration within, String... lines) throws StoreException {
        return commit(store, new CommitRequest("", "", within, true), lines);
    }

    private static CommitResult commit(ConfigStore store, CommitRequest request, String... lines)
            throws StoreException {
        try (Candidate candidate = store.openCandidate(ADMIN)) {
            edit(candidate, lines);
            return store.commit(candidate, request);
        }
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("config"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
