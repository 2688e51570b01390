package org.bumpwire.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bumpwire.config.compile.TreeCompiler;
import org.bumpwire.config.compile.VaultFixture;
import org.junit.jupiter.api.Test;

class ServerCertificateLimitTest {
    private static final VaultFixture FIXTURE = new VaultFixture();

    @Test
    void countsACertificateOfTwoServersOnce() {
        assertThat(errorsWithLimit(1, "rsa", "rsa")).isEmpty();
    }

    @Test
    void refusesOneTooMany() {
        assertThat(errorsWithLimit(1, "rsa", "ec"))
                .containsExactly("sslinsp server: 2 certificates are used, at most 1 can be (use fewer)");
    }

    private static List<String> errorsWithLimit(int most, String one, String other) {
        Problems problems = new Problems();
        new ServerCertificateLimit(most)
                .check(
                        new TreeCompiler(FIXTURE.vault())
                                .compile(
                                        FIXTURE.tree(
                                                "sslinsp server A ip 10.0.0.1 certificate " + one,
                                                "sslinsp server B ip 10.0.0.2 certificate " + other),
                                        0,
                                        problems),
                        problems);
        return problems.errors();
    }
}
