package org.bumpwire.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.config.store.StoreFixture.edit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bumpwire.config.model.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentCommitsTest {
    private static final int EDITORS = 4;
    private static final int COMMITS = 5;

    @TempDir
    private Path directory;

    @Test
    void losesNoChangeOfEditorsWhoCommitAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(EDITORS);
        try (ConfigStore store = StoreFixture.open(directory)) {
            List<Future<Void>> work = new ArrayList<>();
            for (int editor = 0; editor < EDITORS; editor++) {
                int number = editor;
                work.add(threads.submit(() -> commitOften(store, number)));
            }
            for (Future<Void> each : work) {
                each.get();
            }

            assertThat(store.running().segments()).hasSize(EDITORS * COMMITS);
            assertThat(store.revisions()).hasSize(EDITORS * COMMITS);
            assertThat(store.running().revision()).isEqualTo(EDITORS * COMMITS);
            assertThat(store.candidates()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static Void commitOften(ConfigStore store, int number) throws StoreException {
        Editor editor = new Editor("e" + number, Role.OPERATOR, "10.0.0." + number, "s" + number);
        try (Candidate candidate = store.openCandidate(editor)) {
            for (int i = 0; i < COMMITS; i++) {
                edit(candidate, "segment e%d-%d mode explicit 127.0.0.1:0".formatted(number, i));
                assertThat(store.commit(candidate, "").problems()).isEmpty();
            }
        }
        return null;
    }
}
