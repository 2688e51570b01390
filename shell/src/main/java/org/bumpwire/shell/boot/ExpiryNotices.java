package org.bumpwire.shell.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which warnings of expiry were given, so that a restart does not repeat them; kept in a small file. */
final class ExpiryNotices {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryNotices.class);

    private final Path file;
    private final Map<String, Integer> stages = new HashMap<>();

    private ExpiryNotices(Path file) {
        this.file = file;
    }

    /** Without a file that can be read everything is new, and is said once more. */
    static ExpiryNotices in(Path file) {
        ExpiryNotices notices = new ExpiryNotices(file);
        try {
            for (String line : Files.readAllLines(file)) {
                String[] words = line.split(" ", 2);
                if (words.length == 2 && words[1].matches("\\d{1,2}")) {
                    notices.stages.put(words[0], Integer.valueOf(words[1]));
                }
            }
        } catch (NoSuchFileException e) {
            LOG.debug("No expiry was warned of so far");
        } catch (IOException e) {
            LOG.warn("Warnings of expiry are given again: {}", StateDirectory.reason(e));
        }
        return notices;
    }

    /** Whether an object was not yet warned of at this stage or a later one, that is with as few days left. */
    synchronized boolean isNew(String id, int daysLeft) {
        if (stages.getOrDefault(id, Integer.MAX_VALUE) <= daysLeft) {
            return false;
        }
        stages.put(id, daysLeft);
        write();
        return true;
    }

    /** Forgets what is configured no more. */
    synchronized void keepOnly(Set<String> ids) {
        if (stages.keySet().retainAll(ids)) {
            write();
        }
    }

    private void write() {
        List<String> lines = stages.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .sorted()
                .toList();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, lines);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("A restart will warn again of certificates that expire: {}", StateDirectory.reason(e));
        }
    }
}
