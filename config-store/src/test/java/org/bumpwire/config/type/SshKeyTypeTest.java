package org.bumpwire.config.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SshKeyTypeTest {
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4mUXYvFOdEhkGWTsQVZpbjVTyqU0GFPCsVJBLIv3bX bob@home";

    @Test
    void keepsAKeyOnOneLine() throws ValueException {
        assertThat(new SshKeyType().canonical("  " + KEY.replace(" ", "   ") + "\n"))
                .isEqualTo(KEY);
    }

    @Test
    void refusesWhatIsNoKey() {
        assertThatThrownBy(() -> new SshKeyType().canonical("ssh-ed25519 AAAA"))
                .isInstanceOf(ValueException.class)
                .message()
                .isNotBlank();
    }
}
