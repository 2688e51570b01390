package org.bumpwire.config.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bumpwire.config.access.Passwords;
import org.junit.jupiter.api.Test;

class PasswordTypeTest {
    private final PasswordType type = new PasswordType();

    @Test
    void storesTheHashOfAPassword() throws ValueException {
        String stored = type.canonical("correct horse battery");

        assertThat(stored).doesNotContain("horse");
        assertThat(Passwords.matches("correct horse battery".toCharArray(), stored))
                .isTrue();
    }

    @Test
    void keepsAHash() throws ValueException {
        String hash = Passwords.hash("correct horse battery".toCharArray());

        assertThat(type.canonical(hash)).isEqualTo(hash);
    }

    @Test
    void refusesAShortPasswordWithoutRepeatingIt() {
        assertThatThrownBy(() -> type.canonical("xyzzy"))
                .isInstanceOf(ValueException.class)
                .hasMessageNotContaining("xyzzy");
    }
}
