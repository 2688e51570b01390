package org.bumpwire.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bumpwire.config.store.StoreFixture.ADMIN;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.StatementParser;
import org.bumpwire.config.tree.TreePrinter;
import org.bumpwire.config.tree.Words;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidateTest {
    @TempDir
    private Path directory;

    private ConfigStore store;
    private Candidate candidate;

    @BeforeEach
    void open() throws StoreException {
        store = StoreFixture.open(directory);
        candidate = store.openCandidate(ADMIN);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void entersAssignsAndDeletes() throws Exception {
        candidate.enter(ConfigPath.of("segment", "s"));
        assign("segment s mode redirect 8443 description x");
        delete("segment s description");

        assertThat(candidate.diff().lines(TreePrinter.complete()))
                .containsExactly("+segment s", "+  mode redirect 0.0.0.0:8443");
        delete("segment s");
        assertThat(candidate.changed()).isFalse();
    }

    @Test
    void refusesToDeleteWhatIsNotThere() {
        assertThatThrownBy(() -> delete("gen host-name"))
                .isInstanceOf(StoreException.class)
                .hasMessage("There is no gen host-name to delete");
        assertThatThrownBy(() -> delete("sslinsp server WEB ip 10.0.0.1"))
                .hasMessage("There is no sslinsp server \"WEB\" ip 10.0.0.1/32 to delete");
        assertThatThrownBy(() -> delete("segment s")).hasMessage("There is no segment \"s\" to delete");
    }

    @Test
    void refusesAListThatBecomesTooLong() throws Exception {
        String ports =
                IntStream.rangeClosed(1, 1_000).mapToObj(Integer::toString).collect(Collectors.joining(" "));
        assign("sslinsp server WEB detection-port " + ports);

        assertThatThrownBy(() -> assign("sslinsp server WEB detection-port 2000"))
                .isInstanceOf(StoreException.class)
                .hasMessage("sslinsp server \"WEB\" detection-port takes at most 1000 values");
    }

    private void assign(String line) throws StatementException, StoreException {
        candidate.assign((Statement.Assign) StatementParser.parse(ConfigPath.root(), Words.split(line)));
    }

    private void delete(String line) throws StatementException, StoreException {
        candidate.delete(StatementParser.parseTarget(ConfigPath.root(), Words.split(line)));
    }
}
