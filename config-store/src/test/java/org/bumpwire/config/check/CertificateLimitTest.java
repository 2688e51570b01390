package org.bumpwire.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.compile.TreeCompiler;
import org.bumpwire.config.compile.VaultFixture;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.junit.jupiter.api.Test;

class CertificateLimitTest {
    private static final VaultFixture FIXTURE = new VaultFixture();

    @Test
    void countsNoSigningCertificateAndADuplicateOnce() {
        assertThat(errorsWithLimit(2, copyOf("rsa"))).isEmpty();
    }

    @Test
    void refusesOneTooMany() {
        assertThat(errorsWithLimit(1, FIXTURE.tree()))
                .containsExactly(
                        "certificates certificate: there are 2 besides signing certificates, at most 1 can be (delete some)");
    }

    private static ConfigTree copyOf(String name) {
        ConfigPath at = ConfigPath.of("certificates");
        ConfigTree tree = FIXTURE.tree();
        List<String> statements = new ArrayList<>();
        for (var leaf : List.of(CertificatesContext.CERTIFICATE_CHAIN, CertificatesContext.CERTIFICATE_KEY)) {
            statements.add("certificates certificate copy %s %s"
                    .formatted(
                            leaf,
                            tree.words(at.child(CertificatesContext.CERTIFICATE, name), leaf)
                                    .get(0)));
        }
        return FIXTURE.tree(statements.toArray(String[]::new));
    }

    private static List<String> errorsWithLimit(int most, ConfigTree tree) {
        Problems problems = new Problems();
        new CertificateLimit(most).check(new TreeCompiler(FIXTURE.vault()).compile(tree, 0, problems), problems);
        return problems.errors();
    }
}
