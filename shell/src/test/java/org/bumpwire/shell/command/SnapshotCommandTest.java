package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.store.Snapshots;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole configurations that are set aside and brought back. */
class SnapshotCommandTest {
    @TempDir
    private Path directory;

    private final Typist screen = new Typist();
    private TestDevice device;
    private ShellSession session;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        session = device.console(screen);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void bringsBackConfigurationCertificatesAndKeys() throws Exception {
        type("edit", "certificates certificate CA generate signing common-name \"My CA\"", "gen host-name before");
        type("annotate gen host-name \"Its old name\"", "commit");
        assertThat(type("snapshot create works comment \"before the move\""))
                .containsExactly("Snapshot \"works\" has revision 1 and 2 objects of the vault");
        assertThat(type("snapshot list"))
                .anyMatch(l -> l.matches("works +2026-11-23 14:00:00.*admin +1 +.* whole +before the move"));

        type("delete certificates", "gen host-name after", "commit");
        forgetFiles();
        assertThat(type("snapshot restore works"))
                .containsExactly("Loaded snapshot \"works\"; compare shows the changes, commit makes them run");
        assertThat(type("commit")).contains("Committed revision 3");

        assertThat(device.store.runningTree()).isEqualTo(device.store.tree(1));
        assertThat(device.store.running().certificates())
                .singleElement()
                .satisfies(identity -> assertThat(identity.hasKey()).isTrue());
    }

    @Test
    void keepsKeysEncryptedAndFilesToTheOwner() throws Exception {
        type("edit", "certificates certificate CA generate signing common-name \"My CA\"", "commit");
        type("snapshot create works");

        Path file = directory.resolve("state/snapshots/works.snapshot");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        Path moved = directory.resolve("moved");
        Files.createDirectories(moved.resolve("state/snapshots"));
        Files.copy(file, moved.resolve("state/snapshots/works.snapshot"));
        try (TestDevice stranger = new TestDevice(moved)) {
            Typist other = new Typist();
            ShellSession elsewhere = stranger.console(other);
            elsewhere.execute("edit");
            elsewhere.execute("snapshot restore works");
            assertThat(other.lines)
                    .singleElement()
                    .asString()
                    .startsWith("error: Snapshot \"works\" cannot be restored: Private key 'sha256:")
                    .endsWith("' in it is damaged, or encrypted by another device");
            assertThat(vaultFiles(moved)).isEmpty();
        }
    }

    @Test
    void saysThatKeysInMemoryOnlyAreNoPartOfIt() {
        type("edit", "certificates certificate CA generate signing common-name \"My CA\"");
        type("sslinsp persist-private-keys disable", "commit");
        keepKeysInMemory();

        assertThat(type("snapshot create bare"))
                .containsExactly(
                        "Snapshot \"bare\" has revision 1 and 1 objects of the vault",
                        "warning: it is without these keys, which are in memory only: CA");
    }

    @Test
    void keepsABoundedNumber() {
        for (int i = 1; i <= Snapshots.MOST; i++) {
            type("snapshot create s" + i);
        }
        assertThat(type("snapshot create more"))
                .containsExactly("error: There are 20 snapshots, and no more can be kept"
                        + " (remove one with: snapshot remove NAME)");
        assertThat(type("snapshot remove s7")).containsExactly("Snapshot \"s7\" is removed");
        assertThat(type("snapshot create more"))
                .containsExactly("Snapshot \"more\" has revision 0 and 0 objects of the vault");
    }

    @Test
    void namesWhatIsWrong() throws IOException {
        assertThat(type("snapshot create ../x")).singleElement().asString().contains("is no name for a snapshot");
        assertThat(type("edit", "snapshot restore ../x"))
                .containsExactly("error: There is no snapshot \"../x\" (snapshot list tells which there are)");
        type("certificates certificate CA generate signing common-name CA", "commit", "snapshot create one");
        assertThat(type("snapshot create one"))
                .containsExactly("error: There is a snapshot \"one\" already"
                        + " (snapshot remove one, or choose another name)");
        Path file = directory.resolve("state/snapshots/one.snapshot");
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {0, 1, whole.length / 2, lastEntry(whole)}) {
            Files.write(file, Arrays.copyOf(whole, cut));
            assertThat(type("snapshot restore one"))
                    .singleElement()
                    .asString()
                    .startsWith("error: Snapshot \"one\" is damaged: ");
        }
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertThat(type("snapshot list")).anyMatch(l -> l.contains("damaged"));
    }

    @Test
    void isForThoseWhoMayChangeTheConfiguration() {
        Typist other = new Typist();
        ShellSession rita = device.ssh("rita", other);
        rita.execute("snapshot create x");
        assertThat(other.lines).singleElement().asString().contains("read-only");
        type("snapshot create x");
        assertThat(type("snapshot restore x")).containsExactly("error: Enter edit mode first: edit");
        assertThat(session.choices(PartialLine.of("snapshot restore ", 17)))
                .anyMatch(c -> c.word().equals("x"));
    }

    /** Where the header of the last file in a ZIP archive begins; without that file the rest is still sound. */
    private static int lastEntry(byte[] zip) {
        return new String(zip, StandardCharsets.ISO_8859_1).lastIndexOf("PK\003\004");
    }

    private void keepKeysInMemory() {
        try {
            device.vault.keepKeysInMemory();
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was put lately is not removed by the vault itself. */
    private void forgetFiles() throws IOException {
        for (Path file : vaultFiles(directory)) {
            Files.delete(file);
        }
        device.vault.forgetRead();
    }

    private static List<Path> vaultFiles(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("vault"))) {
            return files.filter(f -> String.valueOf(f.getFileName()).startsWith("sha256-"))
                    .toList();
        }
    }

    private List<String> type(String... lines) {
        for (String line : lines) {
            screen.lines.clear();
            session.execute(line);
        }
        return List.copyOf(screen.lines);
    }
}
