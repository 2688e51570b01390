package org.bumpwire.config.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The directory of the snapshots, a file each. Not safe for use by many threads. */
public final class SnapshotFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final String SUFFIX = ".snapshot";

    private final Path folder;
    private final Disk disk;

    public SnapshotFolder(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Whether a snapshot may be called so, and so leads to a file of this directory. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The names of all that are there, damaged ones among the rest, sorted. */
    public List<String> names() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                names.add(name.substring(0, name.length() - SUFFIX.length()));
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        names.removeIf(name -> !isName(name));
        return List.copyOf(names);
    }

    /** Reads one; nothing if it is not there. */
    public Optional<Snapshot> read(String name) throws IOException, DamagedFileException {
        Path file = file(name);
        try {
            return Optional.of(SnapshotArchive.read(name, file, Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** How large its file is, in bytes. */
    public long size(String name) throws IOException {
        return Files.size(file(name));
    }

    /** When its file was written, in milliseconds since 1970. */
    public long written(String name) throws IOException {
        return Files.getLastModifiedTime(file(name)).toMillis();
    }

    /** Writes one in whole, or throws and leaves what was. */
    public void write(Snapshot snapshot) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        disk.write(file(snapshot.name()), SnapshotArchive.write(snapshot));
    }

    public void remove(String name) throws IOException {
        disk.delete(file(name));
    }

    private Path file(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("'%s' is no name of a snapshot".formatted(name));
        }
        return folder.resolve(name + SUFFIX);
    }
}
