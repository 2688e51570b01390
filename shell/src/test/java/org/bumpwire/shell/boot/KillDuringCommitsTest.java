package org.bumpwire.shell.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.schema.GeneralContext;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A device that is killed while it commits one revision after the other, each with its number as location and comment. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KillDuringCommitsTest {
    private static final int ROUNDS = Integer.getInteger("bumpwire.kill.rounds", 5);
    private static final int COMMITS = 400;
    private static final Duration WITHIN = Duration.ofHours(1);
    private static final Pattern COMMITTED = Pattern.compile("Committed revision ([0-9]+)\n");

    @TempDir
    private Path directory;

    @Test
    void hasAWholeRevisionAndItsTimerAfterwards() throws Exception {
        Random random = new Random(20);
        long newest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long acknowledged = killedAfter(1 + random.nextInt(25));
            newest = examine(acknowledged, newest);
        }
    }

    /** Answers the last revision of which the operator was told. */
    private long killedAfter(int commits) throws Exception {
        try (LaunchedDevice device = LaunchedDevice.start(
                directory, script(), "--state", state().toString(), "--ssh", "off", "--batch", "-")) {
            await().atMost(Duration.ofSeconds(90))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(7))
                    .until(() -> committed(device).results().count() >= commits);
            device.kill();
            return committed(device)
                    .results()
                    .mapToLong(found -> Long.parseLong(found.group(1)))
                    .max()
                    .orElseThrow();
        }
    }

    /** Of three commits the first is tried out, the second confirms and saves, the third does neither. */
    private static String script() {
        StringBuilder script = new StringBuilder("edit\n");
        for (int i = 0; i < COMMITS; i++) {
            String how = i % 3 == 0 ? "confirmed " + WITHIN.toSeconds() + " " : i % 3 == 1 ? "save " : "";
            // Commits of an earlier device may have left the very same location.
            String name = "%s-%d-%x".formatted(i % 3 == 0 ? "trial" : "firm", i, System.nanoTime());
            script.append("gen location %s\ncommit %scomment %s\n".formatted(name, how, name));
        }
        return script.toString();
    }

    private long examine(long acknowledged, long before) throws Exception {
        Revision newest;
        try (ConfigStore store = open(Clock.systemUTC())) {
            newest = store.revisions().get(0);
            assertThat(newest.id()).isGreaterThan(before).isBetween(acknowledged, acknowledged + 1);
            for (Revision revision : store.revisions()) {
                if (revision.comment().contains("-")) {
                    assertThat(location(store.tree(revision.id()))).isEqualTo(revision.comment());
                }
            }
            boolean trial = newest.comment().startsWith("trial");
            assertThat(store.runningTree()).isEqualTo(trial ? store.tree(newest.id()) : store.savedTree());
            assertThat(store.start())
                    .noneMatch(note -> note.contains("damaged"))
                    .filteredOn(note -> note.contains("still has to be confirmed"))
                    .hasSize(trial ? 1 : 0);
            assertThat(store.unconfirmed().isPresent()).isEqualTo(trial);
        }
        if (!newest.comment().startsWith("trial")) {
            return newest.id();
        }
        Clock later = Clock.fixed(Clock.systemUTC().instant().plus(WITHIN), ZoneOffset.UTC);
        try (ConfigStore store = open(later)) {
            assertThat(store.revisions().get(0).comment())
                    .isEqualTo("Revision %d was not confirmed".formatted(newest.id()));
            assertThat(location(store.runningTree())).doesNotStartWith("trial");
            return newest.id() + 1;
        }
    }

    private ConfigStore open(Clock clock) throws Exception {
        return ConfigStore.open(state(), Vault.open(state().resolve("vault")), ConfigTree.empty(), clock);
    }

    private Path state() {
        return directory.resolve("state");
    }

    private static String location(ConfigTree tree) {
        return String.join("", tree.words(ConfigPath.of("gen"), GeneralContext.LOCATION));
    }

    private static Matcher committed(LaunchedDevice device) {
        try {
            return COMMITTED.matcher(device.output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
