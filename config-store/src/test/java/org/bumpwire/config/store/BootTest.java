package org.bumpwire.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bumpwire.config.store.StoreFixture.ADMIN;
import static org.bumpwire.config.store.StoreFixture.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.config.file.Claim;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.store.BrokenDisk.Fault;
import org.bumpwire.config.store.BrokenDisk.PowerFailure;
import org.bumpwire.config.tree.ConfigTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BootTest {
    @TempDir
    private Path directory;

    private final BrokenDisk disk = new BrokenDisk();

    @Test
    void bootsFromWhatWasSaved() throws StoreException {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name saved");
            store.save(ADMIN);
            assertThat(store.runningIsSaved()).isTrue();
        }

        try (ConfigStore store = open()) {
            assertThat(store.running().general().hostName()).isEqualTo("saved");
            assertThat(store.running().revision()).isEqualTo(1);
            assertThat(store.runningIsSaved()).isTrue();
            assertThat(store.start()).isEmpty();
        }
    }

    @Test
    void saysThatTheLastRunningWasNewer() throws StoreException {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name saved");
            store.save(ADMIN);
            commit(store, "gen host-name newer");
        }

        try (ConfigStore store = open()) {
            assertThat(store.running().general().hostName()).isEqualTo("saved");
            assertThat(store.start())
                    .containsExactly("Booted from saved revision 1; revision 2 of 2026-11-23T12:00:00Z by admin was"
                            + " running last but not saved");
            assertThat(commit(store, "gen location x").revision()).isEqualTo(3);
        }
    }

    @Test
    void refusesToStartWhatASubscriberRefuses() throws StoreException {
        try (ConfigStore store = open()) {
            RecordingSubscriber sound = new RecordingSubscriber("sound");
            RecordingSubscriber refusing = new RecordingSubscriber("refusing");
            refusing.refuse("Port 2222 is busy");
            store.subscribe(sound);
            store.subscribe(refusing);

            assertThatThrownBy(store::start)
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The saved configuration cannot be run: Port 2222 is busy");
            assertThat(sound.heard).containsExactly("prepare bumpwire -> bumpwire", "discard bumpwire");
        }
    }

    @Test
    void rollsBackAtOnceWhatStillHadToBeConfirmedAndCannotRun() throws StoreException {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name good");
            store.save(ADMIN);
            try (Candidate candidate = store.openCandidate(ADMIN)) {
                edit(candidate, "gen host-name bad");
                store.commit(candidate, new CommitRequest("", "", Duration.ofMinutes(5), true));
            }
        }

        try (ConfigStore store = open()) {
            RecordingSubscriber subscriber = new RecordingSubscriber("it");
            subscriber.refuse("Port 2222 is busy");
            subscriber.refusesOnly("bad");
            store.subscribe(subscriber);

            assertThat(store.start())
                    .contains("Revision 2 by admin still had to be confirmed and cannot be run (Port 2222 is busy):"
                            + " revision 1 runs again, now as revision 3");

            assertThat(subscriber.heard)
                    .containsExactly("prepare bad -> bad", "discard bad", "prepare good -> good", "apply good");
            assertThat(store.unconfirmed()).isEmpty();
            assertThat(store.running().revision()).isEqualTo(3);
        }
        try (ConfigStore store = open()) {
            assertThat(store.running().general().hostName()).isEqualTo("good");
            assertThat(store.start()).noneMatch(note -> note.contains("confirmed"));
        }
    }

    @Test
    void remembersAfterARestartWhoMayConfirm() throws Exception {
        Claim claim = Claim.token("IQ,d4668");
        try (ConfigStore store = open()) {
            tryOut(store, "gen host-name trial", claim);
        }

        try (ConfigStore store = open()) {
            store.start();

            Unconfirmed waiting = store.unconfirmed().orElseThrow();
            assertThat(waiting.claim()).isEqualTo(claim);
            assertThat(waiting.claim().fits("IQ,d4668")).isTrue();
            assertThat(waiting.claim().fits("IQ,d4669")).isFalse();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain("IQ,d4668"));
        }
    }

    @Test
    void rollsBackWhatOnlyASessionOfBeforeCouldConfirm() throws StoreException {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name good");
            tryOut(store, "gen host-name trial", Claim.SESSION);
        }

        try (ConfigStore store = open()) {
            assertThat(store.start())
                    .contains("Revision 2 by admin was not confirmed before its session ended: revision 1 runs again,"
                            + " now as revision 3");
            assertThat(store.running().general().hostName()).isEqualTo("good");
            assertThat(store.unconfirmed()).isEmpty();
        }
    }

    private static void tryOut(ConfigStore store, String line, Claim claim) throws StoreException {
        try (Candidate candidate = store.openCandidate(ADMIN)) {
            edit(candidate, line);
            CommitRequest request = new CommitRequest("", "", Duration.ofMinutes(5), claim, true);
            assertThat(store.commit(candidate, request).accepted()).isTrue();
        }
    }

    @Test
    void keepsTheOldStateWhenTheDiskIsFull() throws Exception {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name saved");
            store.save(ADMIN);
            RecordingSubscriber subscriber = new RecordingSubscriber("it");
            store.subscribe(subscriber);
            List<String> before = files();
            disk.fail(Fault.FULL);

            Candidate candidate = store.openCandidate(ADMIN);
            edit(candidate, "gen host-name lost");
            CommitResult result = store.commit(candidate, "");

            assertThat(result.problems())
                    .singleElement()
                    .asString()
                    .startsWith("The revision cannot be written: '")
                    .endsWith("': No space left on device (free or repair the disk, then commit again)");
            assertThat(store.running().general().hostName()).isEqualTo("saved");
            assertThat(subscriber.heard).containsExactly("prepare saved -> lost", "discard lost");
            assertThat(files()).isEqualTo(before);
            assertThatThrownBy(() -> store.save(ADMIN))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("No space left on device (what was saved before still is)");

            disk.fail(Fault.NONE);
            assertThat(store.commit(candidate, "").accepted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_ASIDE", "CRASH_HALF_IN_PLACE", "CRASH_AFTER"})
    void bootsTheOldStateAfterACrashWhileCommitting(Fault fault) throws StoreException {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name saved");
            store.save(ADMIN);
            disk.fail(fault);

            assertThatThrownBy(() -> commit(store, "gen host-name lost")).isInstanceOf(PowerFailure.class);
        }
        disk.fail(Fault.NONE);

        try (ConfigStore store = open()) {
            store.start();
            assertThat(store.running().general().hostName()).isEqualTo("saved");
            assertThat(commit(store, "gen host-name next").accepted()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_ASIDE", "CRASH_HALF_IN_PLACE"})
    void bootsAWholeRevisionAfterACrashWhileSaving(Fault fault) throws StoreException {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name saved");
            store.save(ADMIN);
            disk.fail(fault);

            assertThatThrownBy(() -> store.save(ADMIN)).isInstanceOf(PowerFailure.class);
        }
        disk.fail(Fault.NONE);

        try (ConfigStore store = open()) {
            assertThat(store.running().general().hostName()).isEqualTo("saved");
        }
    }

    @Test
    void bootsTheNewestWholeRevisionWhereTheSavedOneIsDamaged() throws Exception {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name one");
            commit(store, "gen host-name two");
            commit(store, "gen host-name three");
            store.save(ADMIN);
        }
        damage("saved.conf");
        damage("0000000003.conf");

        try (ConfigStore store = open()) {
            assertThat(store.running().general().hostName()).isEqualTo("two");
            assertThat(store.start())
                    .hasSize(3)
                    .anySatisfy(n -> assertThat(n).startsWith("A revision is damaged and passed over: "))
                    .anySatisfy(n -> assertThat(n).startsWith("The saved configuration is damaged: "))
                    .contains("No saved configuration: booted from revision 2 of 2026-11-23T12:00:00Z"
                            + " (look at it, then save-config)");
        }
        assertThat(files()).contains("saved.conf", "0000000003.conf");
    }

    @Test
    void refusesToOpenWhereNothingIsWhole() throws Exception {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name one");
            store.save(ADMIN);
        }
        damage("saved.conf");
        damage("0000000001.conf");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("No whole configuration is left: ")
                .hasMessageEndingWith("(restore a backup, or choose another state directory)");
        assertThatThrownBy(this::open).hasMessageStartingWith("No whole configuration is left: ");
        assertThat(files()).contains("saved.conf", "0000000001.conf");
    }

    @Test
    void bootsWhatIsSoundAndSaysWhatIsNot() throws StoreException {
        String lost = "sha256:" + "0".repeat(64);
        ConfigTree factory = StoreFixture.load(
                StoreFixture.FACTORY, "gen host-name edge", "certificates certificate gone chain " + lost);

        try (ConfigStore store = ConfigStore.open(directory, Vault.inMemory(), factory, StoreFixture.CLOCK)) {
            assertThat(store.running().general().hostName()).isEqualTo("edge");
            assertThat(store.start()).singleElement().asString().startsWith("certificates certificate \"gone\": ");
        }
    }

    @Test
    void saysThatARevisionWasDamagedSinceItWasOpened() throws Exception {
        try (ConfigStore store = open()) {
            commit(store, "gen host-name one");
            damage("0000000001.conf");

            assertThatThrownBy(() -> store.tree(1))
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("Revision 1 is damaged: ");
            Files.delete(directory.resolve("config/0000000001.conf"));
            assertThatThrownBy(() -> store.tree(1)).hasMessageStartingWith("Revision 1 cannot be read: ");
        }
    }

    @Test
    void isOpenOnlyOnce() throws StoreException {
        try (ConfigStore store = open()) {
            assertThat(store.running()).isNotNull();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(
                            "in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void saysWhatIsWrongWithTheDirectory() throws IOException {
        Files.writeString(directory.resolve("config"), "a file where the directory should be");

        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Configuration in '")
                .hasMessageContaining("' cannot be opened: ");
    }

    private ConfigStore open() throws StoreException {
        return StoreFixture.open(directory, disk);
    }

    private static CommitResult commit(ConfigStore store, String... lines) throws StoreException {
        try (Candidate candidate = store.openCandidate(ADMIN)) {
            edit(candidate, lines);
            return store.commit(candidate, "");
        }
    }

    private void damage(String name) throws IOException {
        Path file = directory.resolve("config").resolve(name);
        Files.writeString(file, Files.readString(file).replace("host-name", "host-nome"));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("config"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
