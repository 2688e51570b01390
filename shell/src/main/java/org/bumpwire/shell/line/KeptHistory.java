package org.bumpwire.shell.line;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jline.reader.impl.history.DefaultHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator typed, without secrets, kept in a file that the device's own user alone may read. */
final class KeptHistory extends DefaultHistory {
    private static final Logger LOG = LoggerFactory.getLogger(KeptHistory.class);

    private final UnaryOperator<String> masking;

    KeptHistory(UnaryOperator<String> masking) {
        this.masking = masking;
    }

    @Override
    public void add(Instant time, String line) {
        List<String> masked = new ArrayList<>();
        for (String part : line.split("\n", -1)) {
            masked.add(masking.apply(part));
        }
        super.add(time, String.join("\n", masked));
    }

    /** A file that is no history must not keep its user out; it is emptied. */
    @Override
    public void load() throws IOException {
        try {
            super.load();
        } catch (IOException | RuntimeException e) {
            LOG.warn("A history that cannot be read is begun anew: {}", e.getMessage());
            purge();
        }
    }

    /** Oldest first. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        forEach(entry -> lines.add(entry.line()));
        return lines;
    }

    /** The file of a user, made if need be; nothing where there can be none, and then nothing outlives the session. */
    static Optional<Path> file(Path directory, String user) {
        Path file = directory.resolve(user.replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^\\.", "_"));
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            return Optional.of(file);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.warn("History of {} is not kept: {}", user, e.getMessage());
            return Optional.empty();
        }
    }
}
