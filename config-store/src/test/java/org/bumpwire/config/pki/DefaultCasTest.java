package org.bumpwire.config.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultCasTest {
    @TempDir
    Path directory;

    @Test
    void readsTheSystemsBundleOnceAndOnlyWhenAsked() throws Exception {
        Path bundle = directory.resolve("bundle.crt");
        DefaultCas cas = DefaultCas.ofSystem(bundle);
        Files.copy(Fixture.file("package-with-bad-ones.pem"), bundle);

        assertThat(cas.get()).containsExactly(Fixture.certificate("foreign.pem"), Fixture.certificate("root.pem"));
        Files.delete(bundle);
        assertThat(cas.get()).hasSize(2);
    }

    @Test
    void trustsNobodyWithoutABundle() {
        assertThat(DefaultCas.ofSystem(directory.resolve("missing.crt")).get()).isEmpty();
    }

    @Test
    void readsTheImportedPackage() throws Exception {
        Vault vault = Vault.inMemory();
        String id = vault.putChain(new CertificateImport(Fixture.CLOCK)
                .defaultCas(Fixture.file("package-with-bad-ones.pem"))
                .certificates());

        assertThat(DefaultCas.inVault(vault, id).get())
                .isEqualTo(List.of(Fixture.certificate("foreign.pem"), Fixture.certificate("root.pem")));
    }

    @Test
    void trustsNobodyWhenTheImportedPackageIsGone() {
        assertThat(DefaultCas.inVault(Vault.inMemory(), "sha256:" + "0".repeat(64))
                        .get())
                .isEmpty();
    }
}
