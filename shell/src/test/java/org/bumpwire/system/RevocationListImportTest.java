package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.system.TypedShell.openssl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a CA says by its revocation list about certificates of the device, with lists that OpenSSL made. */
@Tag("system")
class RevocationListImportTest {
    @TempDir
    private Path directory;

    private TypedShell shell;
    private TestAuthority root;
    private CertificateFiles good;
    private CertificateFiles bad;

    @BeforeEach
    void open() throws IOException {
        shell = new TypedShell(directory);
        root = new TestAuthority(directory, "Company Root");
        good = root.issue(TestAuthority.Algorithm.EC, "good.example.test");
        bad = root.issue(TestAuthority.Algorithm.RSA, "bad.example.test");
        shell.device.clock.advance(Duration.ofMinutes(1));
        shell.accepts(
                "edit",
                "certificates",
                "ca-certificate ROOT import " + root.own().pem(),
                "certificate GOOD import pem %s key %s".formatted(good.pem(), good.key()),
                "certificate BAD import pem %s key %s".formatted(bad.pem(), bad.key()),
                "commit");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aRevokedCertificateOfTheDeviceShowsIt() throws IOException {
        assertThat(shell.status("BAD")).isEqualTo("Valid");

        assertThat(shell.accepts("ca-certificate ROOT crl import " + list(root, "list.pem", bad), "commit"))
                .anyMatch(l -> l.equals(
                        "certificates ca-certificate \"ROOT\" crl is in the candidate: 1 certificates are revoked"))
                .anyMatch(l -> l.contains("certificates certificate \"BAD\" was revoked by its CA: replace it"))
                .noneMatch(l -> l.contains("\"GOOD\""));

        assertThat(shell.status("BAD")).isEqualTo("Revoked");
        assertThat(shell.status("GOOD")).isEqualTo("Valid");
    }

    @Test
    void aListInDerIsTakenToo() throws IOException {
        String pem = list(root, "list.pem", bad);
        openssl("crl", "-in", pem, "-outform", "DER", "-out", shell.file("list.der"));

        shell.accepts("ca-certificate ROOT crl import " + shell.file("list.der"), "commit");

        assertThat(shell.status("BAD")).isEqualTo("Revoked");
    }

    @Test
    void anOldListStillRevokesAndIsWarnedOf() throws IOException {
        String list = list(root, "list.pem", bad);
        shell.device.clock.advance(Duration.ofDays(31));

        assertThat(shell.accepts("ca-certificate ROOT crl import " + list, "commit"))
                .anyMatch(l -> l.startsWith("warning: A newer list was due at "));
        assertThat(shell.status("BAD")).isEqualTo("Revoked");
    }

    @Test
    void aListOfAnotherCaIsRefused() throws IOException {
        TestAuthority other = new TestAuthority(directory, "Other Root");

        assertThat(shell.refuses("ca-certificate ROOT crl import " + list(other, "other.pem")))
                .contains(
                        "None of the CA's certificates has signed the revocation list, whose issuer is 'CN=Other Root'");
        assertThat(shell.refuses("ca-certificate ROOT crl import " + root.own().pem()))
                .contains("has 0 revocation lists");
        assertThat(shell.refuses("ca-certificate NONE crl import " + list(root, "own.pem")))
                .contains("import its certificate first");
        assertThat(shell.accepts("compare")).containsExactly("No difference");
    }

    private String list(TestAuthority ca, String name, CertificateFiles... revoked) throws IOException {
        Path index = Files.writeString(directory.resolve(name + ".index"), "");
        Path settings = Files.writeString(
                directory.resolve(name + ".conf"),
                "[ca]\ndefault_ca = it\n[it]\ndatabase = %s\ndefault_md = sha256\ndefault_crl_days = 30\n"
                        .formatted(index));
        for (CertificateFiles certificate : revoked) {
            openssl(
                    "ca",
                    "-config",
                    settings.toString(),
                    "-keyfile",
                    ca.own().key().toString(),
                    "-cert",
                    ca.own().pem().toString(),
                    "-revoke",
                    certificate.pem().toString());
        }
        openssl(
                "ca",
                "-config",
                settings.toString(),
                "-keyfile",
                ca.own().key().toString(),
                "-cert",
                ca.own().pem().toString(),
                "-gencrl",
                "-out",
                shell.file(name));
        return shell.file(name);
    }
}
