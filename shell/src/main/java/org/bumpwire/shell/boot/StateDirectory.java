package org.bumpwire.shell.boot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Everything that the device keeps, in one directory that belongs to one running device. */
final class StateDirectory implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path root;
    private final FileChannel lockFile;

    private StateDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** Makes what is missing, and holds the directory against a second device until it is closed. */
    static StateDirectory open(Path path) throws BootException {
        Path root = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root.getParent() == null ? root : root.getParent());
            makePrivate(root);
            StateDirectory state = new StateDirectory(root, lock(root));
            makePrivate(state.logs());
            makePrivate(state.files());
            makePrivate(state.histories());
            return state;
        } catch (IOException e) {
            throw new BootException("State directory '%s' cannot be used: %s".formatted(root, reason(e)), e);
        }
    }

    Path root() {
        return root;
    }

    Path vault() {
        return root.resolve("vault");
    }

    Path journal() {
        return root.resolve("journal");
    }

    Path logs() {
        return root.resolve("log");
    }

    Path files() {
        return root.resolve("files");
    }

    Path histories() {
        return root.resolve("history");
    }

    Path expiryNotices() {
        return root.resolve("expiry-notices");
    }

    /** When each user was last let in. */
    Path logins() {
        return root.resolve("logins");
    }

    Path license() {
        return root.resolve("license");
    }

    Path licenseNotices() {
        return root.resolve("license-notices");
    }

    Path hostKey() {
        return root.resolve("ssh-host-key");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new IllegalStateException("Lock of state directory '%s' cannot be let go".formatted(root), e);
        }
    }

    /** What went wrong with a file, in words. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for '%s'".formatted(denied.getFile());
        }
        if (e instanceof NoSuchFileException missing) {
            return "there is no '%s'".formatted(missing.getFile());
        }
        if (e instanceof NotDirectoryException notDirectory) {
            return "'%s' is not a directory".formatted(notDirectory.getFile());
        }
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return "%s ('%s')".formatted(file.getReason(), file.getFile());
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void makePrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            Files.setPosixFilePermissions(directory, OWNER_ONLY);
        } else if (Files.exists(directory)) {
            throw new NotDirectoryException(directory.toString());
        } else {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
    }

    private static FileChannel lock(Path root) throws IOException, BootException {
        FileChannel file = FileChannel.open(
                root.resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        if (!holds(file)) {
            file.close();
            throw new BootException("State directory '%s' is in use by another running device".formatted(root));
        }
        return file;
    }

    private static boolean holds(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
