package org.bumpwire.proxy.leg;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.internal.tcnative.SessionTicketKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets behind the session tickets that clients get: a new one every hour, and the last {@link #ACCEPTED} count.
 *
 * <p>They are random, never leave the process's memory, and no ticket is ever sealed with one itself: each proxy in each
 * of its settings has keys of its own that are derived from them. Safe for any thread.
 */
final class TicketKeys {
    static final Duration ROTATION = Duration.ofHours(1);
    static final int ACCEPTED = 3;

    private static final String HMAC = "HmacSHA256";
    private static final int SECRET_LENGTH = 32;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private volatile Generation current;

    TicketKeys(Clock clock) {
        this.clock = clock;
        current = new Generation(List.of(fresh(clock.instant())));
    }

    /** Secrets that count at one time, the newest first. */
    record Generation(List<Secret> secrets) {
        Instant since() {
            return secrets.get(0).born();
        }
    }

    /** Not shown by {@code toString}. */
    static final class Secret {
        private final SecretKeySpec key;
        private final Instant born;

        private Secret(byte[] bytes, Instant born) {
            key = new SecretKeySpec(bytes, HMAC);
            this.born = born;
        }

        private Instant born() {
            return born;
        }

        private SessionTicketKey derive(byte[] identity) {
            byte[] names = expand(identity, "name and authentication");
            byte[] cipher = expand(identity, "encryption");
            return new SessionTicketKey(
                    Arrays.copyOf(names, SessionTicketKey.NAME_SIZE),
                    Arrays.copyOfRange(
                            names,
                            SessionTicketKey.NAME_SIZE,
                            SessionTicketKey.NAME_SIZE + SessionTicketKey.HMAC_KEY_SIZE),
                    Arrays.copyOf(cipher, SessionTicketKey.AES_KEY_SIZE));
        }

        private byte[] expand(byte[] identity, String purpose) {
            try {
                Mac mac = Mac.getInstance(HMAC);
                mac.init(key);
                mac.update(purpose.getBytes(US_ASCII));
                mac.update((byte) 0);
                return mac.doFinal(identity);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Java has no " + HMAC, e);
            }
        }
    }

    Generation current() {
        return isDue(current) ? rotate() : current;
    }

    /** The keys of one proxy in its settings: the first seals, all open. */
    static SessionTicketKey[] keys(Generation generation, byte[] identity) {
        return generation.secrets().stream()
                .map(secret -> secret.derive(identity))
                .toArray(SessionTicketKey[]::new);
    }

    private synchronized Generation rotate() {
        Generation before = current;
        if (isDue(before)) {
            Instant now = clock.instant();
            Instant oldest = now.minus(ROTATION.multipliedBy(ACCEPTED));
            current = new Generation(Stream.concat(
                            Stream.of(fresh(now)),
                            before.secrets().stream().filter(s -> s.born().isAfter(oldest)))
                    .limit(ACCEPTED)
                    .toList());
        }
        return current;
    }

    private boolean isDue(Generation generation) {
        return !clock.instant().isBefore(generation.since().plus(ROTATION));
    }

    private Secret fresh(Instant now) {
        byte[] bytes = new byte[SECRET_LENGTH];
        random.nextBytes(bytes);
        return new Secret(bytes, now);
    }
}
