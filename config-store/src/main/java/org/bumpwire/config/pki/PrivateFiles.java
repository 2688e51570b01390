package org.bumpwire.config.pki;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files that only the device's own account may read, written whole and synced before they get their name. */
final class PrivateFiles implements ObjectStorage {
    private static final int MAX_OBJECT_BYTES = 64 << 20;
    private static final String UNFINISHED = ".unfinished-";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;

    PrivateFiles(Path directory) {
        this.directory = directory;
    }

    /** Makes the directory where it is missing, closes it to others while it is empty, and clears what a crash left. */
    static PrivateFiles in(Path directory) throws PkiException {
        try {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY_DIRECTORY));
            PrivateFiles files = new PrivateFiles(directory);
            files.removeUnfinished();
            if (files.names().isEmpty()) {
                Files.setPosixFilePermissions(directory, OWNER_ONLY_DIRECTORY);
            }
        } catch (IOException e) {
            throw new PkiException("Directory '%s' cannot be used: %s".formatted(directory, reason(e)), e);
        }
        requireOwnerOnly(directory, "Directory", "700");
        return new PrivateFiles(directory);
    }

    /** Refuses a file that anyone but its owner may touch. */
    static void requireOwnerOnly(Path path, String kind, String mode) throws PkiException {
        Set<PosixFilePermission> permissions;
        try {
            permissions = Files.getPosixFilePermissions(path);
        } catch (IOException e) {
            throw new PkiException("%s '%s' cannot be read: %s".formatted(kind, path, reason(e)), e);
        }
        if (!OWNER_ONLY_DIRECTORY.containsAll(permissions)) {
            throw new PkiException(
                    "%s '%s' is open to other accounts (%s): close it with chmod %s, and replace its keys if others may have read them"
                            .formatted(kind, path, PosixFilePermissions.toString(permissions), mode));
        }
    }

    /** The system's words for what went wrong, without the path, which the message has already. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (e instanceof FileSystemException f && f.getReason() != null) {
            return f.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    @Override
    public Optional<byte[]> read(String name) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_OBJECT_BYTES + 1);
            if (content.length > MAX_OBJECT_BYTES) {
                throw new FileSystemException(file.toString(), null, "Larger than " + MAX_OBJECT_BYTES + " bytes");
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String name, byte[] content) throws IOException {
        Path unfinished = directory.resolve(UNFINISHED + Long.toHexString(new SecureRandom().nextLong()));
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                channel.force(true);
            }
            Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        syncDirectory();
    }

    @Override
    public void delete(String name) throws IOException {
        if (Files.deleteIfExists(directory.resolve(name))) {
            syncDirectory();
        }
    }

    /** A name that came or went is only durable once its directory is. */
    private void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory)) {
            channel.force(true);
        }
    }

    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(file -> names.add(file.getFileName().toString()));
        }
        return names;
    }

    @Override
    public String location() {
        return directory.toString();
    }

    private void removeUnfinished() throws IOException {
        for (String name : names()) {
            if (name.startsWith(UNFINISHED)) {
                Files.deleteIfExists(directory.resolve(name));
            }
        }
    }
}
