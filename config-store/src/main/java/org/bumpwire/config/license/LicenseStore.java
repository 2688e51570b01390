package org.bumpwire.config.license;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bumpwire.config.file.Disk;

/**
 * The licence that the device goes by: the one it was given last, else the built-in one. One that is damaged, has expired or
 * not yet begun gives nothing. Safe for use by many threads.
 */
public final class LicenseStore {
    private final Path file;
    private final PublicKey issuer;
    private final Disk disk;
    private final Clock clock;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile Held held;

    private LicenseStore(Path file, PublicKey issuer, Disk disk, Clock clock, Held held) {
        this.file = file;
        this.issuer = issuer;
        this.disk = disk;
        this.clock = clock;
        this.held = held;
    }

    /** @param fault why the file does not count; empty where it does */
    private record Held(License license, String fault) {}

    /** What the licence is worth now. */
    public enum State {
        VALID,
        NOT_YET_VALID,
        EXPIRED,
        DAMAGED
    }

    /**
     * Reads the licence in a file, if there is one.
     *
     * @param issuer the key of those who hand out licences
     */
    public static LicenseStore open(Path file, PublicKey issuer, Disk disk, Clock clock) {
        return new LicenseStore(file, issuer, disk, clock, read(file, issuer));
    }

    private static Held read(Path file, PublicKey issuer) {
        try {
            return new Held(LicenseFile.read(Files.readAllBytes(file), issuer), "");
        } catch (NoSuchFileException e) {
            return new Held(License.BUILT_IN, "");
        } catch (IOException e) {
            return new Held(License.BUILT_IN, "File '%s' cannot be read".formatted(file));
        } catch (LicenseException e) {
            return new Held(License.BUILT_IN, "File '%s' does not count: %s".formatted(file, e.getMessage()));
        }
    }

    public State state() {
        Held now = held;
        Instant time = clock.instant();
        if (!now.fault.isEmpty()) {
            return State.DAMAGED;
        }
        if (now.license.hasEnded(time)) {
            return State.EXPIRED;
        }
        return now.license.hasBegun(time) ? State.VALID : State.NOT_YET_VALID;
    }

    /** The terms, whether they hold now or not; of no use where they are damaged. */
    public License license() {
        return held.license;
    }

    /** What is wrong with the licence that is kept; empty for nothing. */
    public String fault() {
        return held.fault;
    }

    /** What is licensed now. */
    public Set<Feature> features() {
        return state() == State.VALID ? license().features() : Set.of();
    }

    /** How many sessions may be under inspection at once, as far as the licence goes. */
    public int maxConnections() {
        return license().maxConnections().orElse(Integer.MAX_VALUE);
    }

    /**
     * Takes up another licence, for good.
     *
     * @throws LicenseException if it is none, or would not hold now; the one before stays
     */
    public synchronized void install(byte[] content) throws LicenseException {
        License next = LicenseFile.read(content, issuer);
        Instant now = clock.instant();
        if (next.hasEnded(now)) {
            throw new LicenseException("it expired at %s".formatted(next.until().orElse(now)));
        }
        if (!next.hasBegun(now)) {
            throw new LicenseException(
                    "it is not valid before %s".formatted(next.from().orElse(now)));
        }
        try {
            disk.write(file, content);
        } catch (IOException e) {
            throw new LicenseException("it cannot be kept in '%s': %s".formatted(file, e.getMessage()));
        }
        held = new Held(next, "");
        followers.forEach(Runnable::run);
    }

    /** Runs something each time that there is another licence. */
    public void follow(Runnable follower) {
        followers.add(follower);
    }
}
