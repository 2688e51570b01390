package org.bumpwire.shell.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When and from where each user was last let in, and who failed to be since, over restarts; so that users notice who uses
 * their name. Only of users who were let in once, and bounded. Safe for many threads.
 */
public final class LoginHistory {
    private static final Logger LOG = LoggerFactory.getLogger(LoginHistory.class);
    private static final int MOST_USERS = 10_000;

    private final Path file;
    private final Map<String, Known> users = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_USERS;
        }
    };

    private LoginHistory(Path file) {
        this.file = file;
    }

    /** Reads what is there; what cannot be read is forgotten, for nobody is to be kept out by it. */
    public static LoginHistory in(Path file) {
        LoginHistory history = new LoginHistory(file);
        if (Files.exists(file)) {
            try {
                Files.readAllLines(file).forEach(history::read);
            } catch (IOException e) {
                LOG.warn("Logins in '{}' cannot be read and are forgotten", file, e);
            }
        }
        return history;
    }

    /** Notes a login, and answers what its user should know about the time before, a line each. */
    public synchronized List<String> admitted(String user, String address, Instant now) {
        Optional<Known> before = Optional.ofNullable(users.put(user, new Known(now, address, 0, now, "")));
        write();
        List<String> news = new ArrayList<>();
        before.ifPresent(known -> {
            news.add("Last login: %s from %s".formatted(time(known.at()), known.from()));
            if (known.failures() > 0) {
                news.add("%d failed login%s since then, the last %s from %s"
                        .formatted(
                                known.failures(),
                                known.failures() == 1 ? "" : "s",
                                time(known.failedAt()),
                                known.failedFrom()));
            }
        });
        return news;
    }

    public synchronized void refused(String user, String address, Instant now) {
        Known known = users.get(user);
        if (known != null) {
            users.put(user, new Known(known.at(), known.from(), known.failures() + 1, now, address));
            write();
        }
    }

    private void read(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 6) {
            return;
        }
        try {
            users.put(
                    words[0],
                    new Known(
                            Instant.parse(words[1]),
                            words[2],
                            Integer.parseInt(words[3]),
                            Instant.parse(words[4]),
                            words[5]));
        } catch (DateTimeException | NumberFormatException e) {
            LOG.debug("A line of '{}' is damaged", file, e);
        }
    }

    private void write() {
        List<String> lines = new ArrayList<>();
        users.forEach((user, known) -> lines.add("%s %s %s %d %s %s"
                .formatted(user, known.at(), known.from(), known.failures(), known.failedAt(), known.failedFrom())));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(fresh, lines, StandardCharsets.UTF_8);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("Logins are not kept in '{}'", file, e);
        }
    }

    private static Instant time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What is known of one user; addresses are without spaces. */
    private record Known(Instant at, String from, int failures, Instant failedAt, String failedFrom) {}
}
