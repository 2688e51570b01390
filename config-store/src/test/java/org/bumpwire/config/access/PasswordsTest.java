package org.bumpwire.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final String HASH = Passwords.hash("correct horse".toCharArray());

    @Test
    void matchesTheRightPasswordOnly() {
        assertThat(Passwords.matches("correct horse".toCharArray(), HASH)).isTrue();
        assertThat(Passwords.matches("correct Horse".toCharArray(), HASH)).isFalse();
        assertThat(Passwords.matches(new char[0], HASH)).isFalse();
    }

    @Test
    void tellsPasswordsApartThatDifferBeyondAscii() {
        String hash = Passwords.hash("пароль один".toCharArray());

        assertThat(Passwords.matches("пароль один".toCharArray(), hash)).isTrue();
        assertThat(Passwords.matches("пароль адин".toCharArray(), hash)).isFalse();
    }

    @Test
    void saltsEachHash() {
        String again = Passwords.hash("correct horse".toCharArray());

        assertThat(again).isNotEqualTo(HASH);
        assertThat(Passwords.matches("correct horse".toCharArray(), again)).isTrue();
    }

    @Test
    void describesItself() {
        assertThat(HASH).matches("\\$scrypt\\$ln=14,r=8,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(Passwords.isHash(HASH)).isTrue();
    }

    @Test
    void matchesAKnownAnswer() {
        // Python: hashlib.scrypt(b"correct horse", salt=bytes(range(16)), n=1024, r=8, p=1, dklen=32)
        String hash = "$scrypt$ln=10,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$nfkj3u1fRTHCea+fVr03sWV770kp5wLOLoEakziKhqE";

        assertThat(Passwords.matches("correct horse".toCharArray(), hash)).isTrue();
    }

    @Test
    void takesNoTextForAHash() {
        String tooCostly = HASH.replace("ln=14", "ln=30");

        for (String text : new String[] {"", "correct horse", "$6$salt$hash", HASH + "x", tooCostly, "$scrypt$"}) {
            assertThat(Passwords.isHash(text)).as(text).isFalse();
            assertThat(Passwords.matches("correct horse".toCharArray(), text))
                    .as(text)
                    .isFalse();
        }
    }

    @Test
    void neverMatchesTheUnmatchable() {
        assertThat(Passwords.isHash(Passwords.unmatchable())).isTrue();
        assertThat(Passwords.matches(new char[0], Passwords.unmatchable())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "seven77"})
    void refusesShortPasswords(String password) {
        assertThat(Passwords.refusal(password.toCharArray())).contains("The password must have at least 8 characters");
    }

    @Test
    void refusesWhatCannotBeTyped() {
        assertThat(Passwords.refusal("eight888\u0000".toCharArray()))
                .contains("The password must have no control characters");
        assertThat(Passwords.refusal("x".repeat(257).toCharArray()))
                .contains("The password must have at most 256 characters");
        assertThat(Passwords.refusal("eight888".toCharArray())).isEmpty();
    }

    @Test
    void generatesPasswordsThatMayBeSet() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            char[] password = Passwords.generate();
            assertThat(Passwords.refusal(password)).isEmpty();
            seen.add(new String(password));
        }

        assertThat(seen).hasSize(100).allMatch(password -> password.matches("[a-km-z2-9&&[^o]]{20}"));
    }
}
