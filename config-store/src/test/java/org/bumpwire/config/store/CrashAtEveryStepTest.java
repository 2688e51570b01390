package org.bumpwire.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.config.store.StoreFixture.ADMIN;
import static org.bumpwire.config.store.StoreFixture.edit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.store.BrokenDisk.Fault;
import org.bumpwire.config.store.BrokenDisk.PowerFailure;
import org.bumpwire.config.tree.ConfigTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A history of everything that writes, with a fault at each of its writes and removals in turn. What a start finds after
 * it must be what a start finds right before or right after the operation in which it happened.
 */
class CrashAtEveryStepTest {
    private static final List<Operation> HISTORY = List.of(
            commit("gen host-name one", Duration.ZERO),
            store -> store.save(ADMIN),
            ConfigStore::saveRescue,
            store -> store.snapshots().create(ADMIN, "first", "a comment"),
            commit("gen host-name two", Duration.ofMinutes(5)),
            commit("gen host-name three", Duration.ofMinutes(5)),
            commit("", Duration.ofMinutes(10)),
            commit("", Duration.ZERO),
            store -> store.save(ADMIN),
            ConfigStore::saveRescue,
            commit("gen host-name four", Duration.ofMinutes(5)),
            store -> require(store.abort(ADMIN)),
            commit("gen host-name five", Duration.ofMinutes(5)),
            commit("gen host-name six", Duration.ZERO),
            store -> store.snapshots().create(ADMIN, "second", ""),
            store -> store.snapshots().remove("first"),
            store -> store.save(ADMIN));

    @TempDir
    private Path directory;

    private int runs;

    /** Something that an operator does. */
    private interface Operation {
        void run(ConfigStore store) throws StoreException;
    }

    /** What a start finds. */
    private record View(
            List<Revision> revisions,
            long running,
            ConfigTree tree,
            ConfigTree saved,
            Optional<ConfigTree> rescue,
            List<Snapshots.Listed> snapshots,
            boolean unconfirmed) {}

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CRASH_ASIDE", "CRASH_AFTER", "FULL"})
    void leavesWhatWasOrWhatWasToBe(Fault fault) throws Exception {
        List<View> views = views();
        int steps = steps();
        for (int step = 0; step < steps; step++) {
            Path state = freshDirectory();
            int done = runUntilFault(state, step, fault);
            assertThat(viewOf(state))
                    .as("after fault %s at step %d, in operation %d", fault, step, done + 1)
                    .isIn(views.get(done), views.get(done + 1));
        }
    }

    /** A disk that leaves half a file where it promised a whole one may cost that file, and not the device. */
    @Test
    void startsWhateverFileIsCutInHalf() throws Exception {
        List<ConfigTree> trees =
                views().stream().flatMap(v -> Stream.of(v.tree(), v.saved())).toList();
        int steps = steps();
        // The first revision is all that there is, and may be lost; so the second step is the first to look at.
        for (int step = 1; step < steps; step++) {
            Path state = freshDirectory();
            runUntilFault(state, step, Fault.CRASH_HALF_IN_PLACE);
            try (ConfigStore store = open(state, new BrokenDisk())) {
                store.start();
                assertThat(store.runningTree()).as("after step %d", step).isIn(trees);
                assertThat(store.snapshots().list()).hasSizeLessThanOrEqualTo(2);
            }
        }
    }

    /** What a start finds after so many of the operations. */
    private List<View> views() throws Exception {
        List<View> views = new ArrayList<>();
        for (int count = 0; count <= HISTORY.size(); count++) {
            Path state = freshDirectory();
            try (ConfigStore store = open(state, new BrokenDisk())) {
                for (Operation operation : HISTORY.subList(0, count)) {
                    operation.run(store);
                }
            }
            views.add(viewOf(state));
        }
        // What boots is the same before and after the first save, and while a confirmation gets more time.
        assertThat(Set.copyOf(views)).hasSizeGreaterThanOrEqualTo(HISTORY.size() - 2);
        return views;
    }

    /** How many writes and removals there are in all. */
    private int steps() throws Exception {
        return IntStream.iterate(0, step -> step + 1)
                .filter(step -> runUntilFault(freshDirectory(), step, Fault.CRASH_ASIDE) == HISTORY.size())
                .findFirst()
                .orElseThrow();
    }

    /** Answers how many operations went well. */
    private int runUntilFault(Path state, int step, Fault fault) {
        BrokenDisk disk = new BrokenDisk();
        int done = 0;
        try (ConfigStore store = open(state, disk)) {
            disk.failAfter(step, fault);
            for (Operation operation : HISTORY) {
                operation.run(store);
                done++;
            }
        } catch (PowerFailure | StoreException e) {
            return done;
        }
        return done;
    }

    private static View viewOf(Path state) throws StoreException {
        try (ConfigStore store = open(state, new BrokenDisk())) {
            store.start();
            Optional<ConfigTree> rescue = Optional.empty();
            try {
                rescue = Optional.of(store.rescueTree());
            } catch (StoreException e) {
                assertThat(e).hasMessageStartingWith("There is no rescue configuration");
            }
            return new View(
                    store.revisions(),
                    store.running().revision(),
                    store.runningTree(),
                    store.savedTree(),
                    rescue,
                    store.snapshots().list(),
                    store.unconfirmed().isPresent());
        }
    }

    private static Operation commit(String line, Duration within) {
        return store -> {
            try (Candidate candidate = store.openCandidate(ADMIN)) {
                if (!line.isEmpty()) {
                    edit(candidate, line);
                }
                require(store.commit(candidate, new CommitRequest(line, "", within, true)));
            }
        };
    }

    private static void require(CommitResult result) throws StoreException {
        if (!result.accepted()) {
            throw new StoreException(String.join("; ", result.problems()));
        }
    }

    private static ConfigStore open(Path state, BrokenDisk disk) throws StoreException {
        return StoreFixture.open(state, disk);
    }

    private Path freshDirectory() {
        return directory.resolve("run" + runs++);
    }
}
