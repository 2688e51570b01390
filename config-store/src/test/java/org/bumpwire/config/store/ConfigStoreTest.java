package org.bumpwire.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.config.store.StoreFixture.ADMIN;
import static org.bumpwire.config.store.StoreFixture.edit;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigStoreTest {
    @TempDir
    private Path directory;

    @Test
    void commitsACandidate() throws StoreException {
        try (ConfigStore store = StoreFixture.open(directory)) {
            Candidate candidate = store.openCandidate(ADMIN);
            edit(candidate, "gen host-name edge1");

            CommitResult result = store.commit(candidate, "name it");

            assertThat(result.problems()).isEmpty();
            assertThat(result.revision()).isEqualTo(2);
            assertThat(store.running().general().hostName()).isEqualTo("edge1");
            assertThat(store.running().revision()).isEqualTo(2);
            assertThat(store.runningIsSaved()).isFalse();
        }
    }
}
