package org.bumpwire.config.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.RandomTrees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionFolderTest {
    private static final Instant TIME = Instant.parse("2026-11-23T12:00:00.123Z");

    @TempDir
    private Path directory;

    private final ConfigTree tree = new RandomTrees(5).next();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void readsBackWhatItWrote(long seed) throws Exception {
        Revision revision = new Revision(1, TIME, "bob", "10.0.0.1:22", "a \"comment\"\nin two lines \\ é", "label-1");
        ConfigTree random = new RandomTrees(seed).next();

        try (RevisionFolder folder = open()) {
            folder.write(revision, random);
        }

        try (RevisionFolder folder = open()) {
            assertThat(folder.revisions()).containsExactly(revision);
            assertThat(folder.read(1)).isEqualTo(random);
            assertThat(folder.nextId()).isEqualTo(2);
        }
    }

    @Test
    void keepsEverythingFromOtherUsersEyes() throws Exception {
        try (RevisionFolder folder = open()) {
            folder.write(revision(1), tree);
            folder.save(new RevisionFolder.Saved(revision(1), tree));
        }

        assertThat(permissions(path())).isEqualTo("rwx------");
        for (String name : List.of("0000000001.conf", "saved.conf", "lock")) {
            assertThat(permissions(path().resolve(name))).isEqualTo("rw-------");
        }
    }

    @Test
    void closesADirectoryThatWasLeftOpenToOthers() throws Exception {
        Files.createDirectories(path());
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rwxr-xr-x"));

        open().close();

        assertThat(permissions(path())).isEqualTo("rwx------");
    }

    @Test
    void keepsTheNewestHundred() throws Exception {
        try (RevisionFolder folder = open()) {
            for (int i = 1; i <= 103; i++) {
                folder.write(revision(i), ConfigTree.empty());
            }
            assertThat(folder.revisions()).hasSize(100);
        }

        try (RevisionFolder folder = open()) {
            assertThat(folder.revisions()).hasSize(100);
            assertThat(folder.revisions().get(0)).isEqualTo(revision(103));
            assertThat(folder.revisions().get(99)).isEqualTo(revision(4));
            assertThat(folder.nextId()).isEqualTo(104);
        }
    }

    @Test
    void recognisesAFileCutAtAnyByte() throws Exception {
        try (RevisionFolder folder = open()) {
            folder.write(revision(1), tree);
        }
        Path file = path().resolve("0000000001.conf");
        byte[] whole = Files.readAllBytes(file);

        for (int length = 0; length < whole.length; length += 1 + length / 20) {
            Files.write(file, Arrays.copyOf(whole, length));
            try (RevisionFolder folder = open()) {
                assertThat(folder.revisions()).isEmpty();
                assertThat(folder.damages()).singleElement().asString().contains("0000000001.conf");
            }
        }
        assertThat(file).exists();
    }

    @Test
    void recognisesAChangedByte() throws Exception {
        try (RevisionFolder folder = open()) {
            folder.write(revision(1), tree);
        }
        Path file = path().resolve("0000000001.conf");
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);

        try (RevisionFolder folder = open()) {
            assertThat(folder.revisions()).isEmpty();
            assertThatThrownBy(() -> folder.read(1)).isInstanceOf(DamagedFileException.class);
        }
    }

    @Test
    void neverReusesTheNumberOfADamagedRevision() throws Exception {
        Files.createDirectories(path());
        Files.writeString(path().resolve("0000000041.conf"), "half");

        try (RevisionFolder folder = open()) {
            assertThat(folder.nextId()).isEqualTo(42);
        }
    }

    @Test
    void recognisesARevisionUnderAnotherNumber() throws Exception {
        try (RevisionFolder folder = open()) {
            folder.write(revision(1), tree);
        }
        Files.copy(path().resolve("0000000001.conf"), path().resolve("0000000002.conf"));

        try (RevisionFolder folder = open()) {
            assertThat(folder.revisions()).containsExactly(revision(1));
            assertThat(folder.damages()).singleElement().asString().endsWith("holds revision 1");
        }
    }

    @Test
    void passesOverWhatACrashLeftAside() throws Exception {
        Files.createDirectories(path());
        Files.writeString(path().resolve("0000000001.conf.tmp"), "# bumpwire");

        try (RevisionFolder folder = open()) {
            assertThat(folder.revisions()).isEmpty();
            assertThat(folder.damages()).isEmpty();
            folder.write(revision(1), tree);
            assertThat(folder.read(1)).isEqualTo(tree);
        }
        assertThat(path().resolve("0000000001.conf.tmp")).doesNotExist();
    }

    @Test
    void namesAStatementThatThisVersionDoesNotKnow() throws Exception {
        try (RevisionFolder folder = open()) {
            folder.write(revision(1), ConfigTree.empty());
        }
        Path file = path().resolve("0000000001.conf");
        String body = Files.readString(file).replaceAll("# sha256.*\n", "") + "quantum-inspection enable\n";
        Files.writeString(file, body + "# sha256 " + sha256(body) + "\n");

        try (RevisionFolder folder = open()) {
            assertThatThrownBy(() -> folder.read(1))
                    .isInstanceOf(DamagedFileException.class)
                    .hasMessageEndingWith(
                            "has statements that this version does not know: Line 2: 'quantum-inspection' is not known");
        }
    }

    @Test
    void keepsASecondOneOut() throws Exception {
        try (RevisionFolder folder = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IOException.class)
                    .hasMessage("in use by process %d (stop it, or choose another state directory)"
                            .formatted(ProcessHandle.current().pid()));
            assertThat(folder.revisions()).isEmpty();
        }

        open().close();
    }

    @Test
    void hasNoSavedConfigurationAtFirst() throws Exception {
        try (RevisionFolder folder = open()) {
            assertThat(folder.saved()).isEmpty();
            folder.save(new RevisionFolder.Saved(revision(3), tree));
            assertThat(folder.saved()).contains(new RevisionFolder.Saved(revision(3), tree));
        }
    }

    private RevisionFolder open() throws IOException {
        return RevisionFolder.open(path(), new DurableDisk());
    }

    private Path path() {
        return directory.resolve("config");
    }

    private static Revision revision(long id) {
        return new Revision(id, TIME, "bob", "console", "", "");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
