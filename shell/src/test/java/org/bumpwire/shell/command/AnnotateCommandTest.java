package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notes that operators write into the configuration. */
class AnnotateCommandTest {
    @TempDir
    private Path directory;

    private final Typist screen = new Typist();
    private TestDevice device;
    private ShellSession session;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        session = device.console(screen);
        type("edit", "segment LAN mode redirect 8443", "segment LAN description floor");
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void showsANoteWhereItBelongsAndLoadsItBack() {
        assertThat(type("annotate segment LAN \"The second floor\"", "segment LAN", "annotate mode \"Until March\""))
                .isEmpty();
        assertThat(type("annotate \"The third floor\"", "top", "display candidate segment LAN"))
                .containsExactly(
                        "segment LAN",
                        "  annotate \"The third floor\"",
                        "  description floor",
                        "  mode redirect 0.0.0.0:8443",
                        "  annotate mode \"Until March\"",
                        "  exit");

        List<String> shown = List.copyOf(screen.lines);
        List<String> set = type("display candidate segment LAN | display set");
        assertThat(set)
                .contains("annotate segment LAN \"The third floor\"", "annotate segment LAN mode \"Until March\"");
        type("delete segment LAN");
        shown.forEach(session::execute);
        assertThat(type("top", "display candidate segment LAN | display set")).isEqualTo(set);
        type("delete segment LAN");
        screen.pasted.addAll(set);
        assertThat(type("load set terminal", "display candidate segment LAN | display set"))
                .isEqualTo(set);
    }

    @Test
    void staysWithWhatItIsAbout() {
        type("annotate segment LAN mode \"Until March\"", "commit");
        assertThat(type("copy segment LAN to LAB", "display candidate segment LAB"))
                .contains("  annotate mode \"Until March\"");
        assertThat(type("rename segment LAN to NET", "display candidate segment NET"))
                .contains("  annotate mode \"Until March\"");
        assertThat(type("discard", "annotate segment LAN mode \"For ever\"", "compare"))
                .containsExactly(" segment LAN", "-  annotate mode \"Until March\"", "+  annotate mode \"For ever\"");
        assertThat(type("commit", "rollback 1", "compare"))
                .containsExactly(" segment LAN", "-  annotate mode \"For ever\"", "+  annotate mode \"Until March\"");
        assertThat(type("delete segment LAN mode", "segment LAN mode redirect 1", "display candidate segment LAN"))
                .noneMatch(l -> l.contains("annotate"));
    }

    @Test
    void removesANote() {
        type("annotate segment LAN \"The second floor\"");
        assertThat(type("annotate segment LAN \"\"")).isEmpty();
        assertThat(type("annotate segment LAN \"\""))
                .containsExactly("error: Nothing is written about segment \"LAN\"");
    }

    @Test
    void refusesWhatItCannotKeep() {
        assertThat(type("annotate segment X \"text\"")).containsExactly("error: There is no segment \"X\"");
        assertThat(type("annotate segment LAN mode")).anyMatch(l -> l.contains("Expected a text in quotes at the end"));
        assertThat(type("annotate \"text\""))
                .anyMatch(l -> l.contains("Name the context or statement before the text"));
        assertThat(type("annotate segment LAN \"" + "x".repeat(513) + "\""))
                .anyMatch(l -> l.contains("The text has 513 characters, more than 512"));
    }

    private List<String> type(String... lines) {
        for (String line : lines) {
            screen.lines.clear();
            session.execute(line);
        }
        return List.copyOf(screen.lines);
    }
}
