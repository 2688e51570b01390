package org.bumpwire.config.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bumpwire.config.access.PasswordRules;
import org.bumpwire.config.access.SshPublicKey;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.Login;
import org.bumpwire.config.model.RemoteLogin;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.model.User;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f alice@laptop";
    private static final Duration LOCKOUT = Duration.ofMinutes(5);
    private static final String HASH = cheapHash();

    private final User alice =
            new User("alice", "", Role.ADMINISTRATOR, Optional.empty(), HASH, List.of("nonsense", KEY));
    private final User bob = new User("bob", "", Role.OPERATOR, Optional.empty(), "", List.of());
    private final MovableClock clock = new MovableClock();
    private Access access = new Access(
            List.of(alice, bob), List.of(), List.of(), new Login(3, LOCKOUT, PasswordRules.USUAL, RemoteLogin.NONE));
    private final Authenticator authenticator = new Authenticator(() -> access, clock);

    @Test
    void letsTheRightPasswordIn() {
        assertThat(tries("alice", "correct horse")).contains(alice);
    }

    @Test
    void refusesEverybodyElse() {
        assertThat(tries("alice", "wrong")).isEmpty();
        assertThat(tries("alice", "")).isEmpty();
        assertThat(tries("Alice", "correct horse")).isEmpty();
        assertThat(tries("mallory", "correct horse")).isEmpty();
        assertThat(tries("bob", "")).isEmpty();
        assertThat(tries("bob", "correct horse")).isEmpty();
    }

    @Test
    void locksAfterTooManyFailuresInARow() {
        fail("alice", 3);

        assertThat(tries("alice", "correct horse")).isEmpty();
        assertThat(authenticator.lockedUntil("alice")).contains(clock.now.plus(LOCKOUT));
    }

    @Test
    void opensAgainAfterTheLockout() {
        fail("alice", 3);
        clock.now = clock.now.plus(LOCKOUT);

        assertThat(authenticator.lockedUntil("alice")).isEmpty();
        assertThat(tries("alice", "correct horse")).contains(alice);
    }

    @Test
    void allowsTheSameNumberOfFailuresAfterTheLockout() {
        fail("alice", 3);
        clock.now = clock.now.plus(LOCKOUT);
        fail("alice", 2);

        assertThat(tries("alice", "correct horse")).contains(alice);
    }

    @Test
    void countsFromASuccessAnew() {
        fail("alice", 2);
        tries("alice", "correct horse");
        fail("alice", 2);

        assertThat(tries("alice", "correct horse")).contains(alice);
    }

    @Test
    void locksOneAccountAndNotAnother() {
        fail("bob", 3);

        assertThat(authenticator.lockedUntil("bob")).isPresent();
        assertThat(tries("alice", "correct horse")).contains(alice);
    }

    @Test
    void isNotMovedByNamesThatDoNotExist() {
        fail("alice", 3);
        fail("mallory", 3);

        assertThat(authenticator.lockedUntil("mallory")).isEmpty();
        assertThat(authenticator.lockedUntil("alice")).isPresent();
    }

    @Test
    void forgetsTheLockOfAnAccountThatWasRemoved() {
        fail("alice", 3);
        access = new Access(
                List.of(bob), List.of(), List.of(), new Login(3, LOCKOUT, PasswordRules.USUAL, RemoteLogin.NONE));
        tries("bob", "wrong");
        access = new Access(
                List.of(alice, bob),
                List.of(),
                List.of(),
                new Login(3, LOCKOUT, PasswordRules.USUAL, RemoteLogin.NONE));

        assertThat(tries("alice", "correct horse")).contains(alice);
    }

    @Test
    void letsKeysInAlsoWhilePasswordsAreLocked() {
        fail("alice", 3);

        assertThat(authenticator.byKey("alice", blob(KEY))).contains(alice);
    }

    @Test
    void refusesKeysOfOthers() {
        byte[] other = blob(KEY.replace("IAABAgME", "IAABAgMF"));

        assertThat(authenticator.byKey("alice", other)).isEmpty();
        assertThat(authenticator.byKey("alice", new byte[0])).isEmpty();
        assertThat(authenticator.byKey("bob", blob(KEY))).isEmpty();
        assertThat(authenticator.byKey("mallory", blob(KEY))).isEmpty();
    }

    @Test
    void countsNoKeyAsAFailureNorAsASuccess() {
        byte[] other = blob(KEY.replace("IAABAgME", "IAABAgMF"));
        fail("alice", 2);
        authenticator.byKey("alice", blob(KEY));
        authenticator.byKey("alice", other);
        assertThat(authenticator.lockedUntil("alice")).isEmpty();

        fail("alice", 1);

        assertThat(authenticator.lockedUntil("alice")).isPresent();
    }

    @Test
    void givesManyConnectionsAtOnceNoFurtherGuesses() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Optional<User>>> guesses = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                guesses.add(threads.submit(() -> {
                    start.await();
                    return tries("alice", "wrong");
                }));
            }
            start.countDown();
            for (Future<Optional<User>> guess : guesses) {
                assertThat(guess.get()).isEmpty();
            }
        } finally {
            threads.shutdown();
        }

        assertThat(authenticator.lockedUntil("alice")).isPresent();
        assertThat(tries("alice", "correct horse")).isEmpty();
    }

    private Optional<User> tries(String name, String password) {
        return authenticator.byPassword(name, password.toCharArray());
    }

    private static byte[] blob(String line) {
        return SshPublicKey.parse(line).blob();
    }

    private void fail(String name, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(tries(name, "wrong")).isEmpty();
        }
    }

    /** The hash of "correct horse" at little cost, so that the tests are quick. */
    private static String cheapHash() {
        return "$scrypt$ln=10,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$nfkj3u1fRTHCea+fVr03sWV770kp5wLOLoEakziKhqE";
    }

    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2030-06-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
