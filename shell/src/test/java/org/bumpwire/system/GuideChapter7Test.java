package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.system.TypedShell.openssl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.Outcome;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's procedures for the certificates of server inspection, with what its notes say. */
@Tag("system")
class GuideChapter7Test {
    private static final String SECRET = "Correct 2 Horses";

    @TempDir
    private Path directory;

    private TypedShell shell;
    private TestAuthority root;
    private CertificateFiles www;

    @BeforeEach
    void open() {
        shell = new TypedShell(directory);
        root = new TestAuthority(directory, "Company Root");
        www = root.issue(TestAuthority.Algorithm.EC, "www.example.test");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aRequestTakesAWildcardAtTheLeftmostPlaceOnly() {
        shell.accepts("edit");
        assertThat(shell.refuses("certificates signing-request W generate common-name x dns www.*.example.test"))
                .contains("'www.*.example.test' must be a host name");
        assertThat(shell.refuses("certificates signing-request W generate common-name x dns *example.test"))
                .contains("'*example.test'");
        assertThat(shell.refuses("certificates signing-request W generate common-name x user susan"))
                .contains("'susan' must look like name@example.com");

        shell.accepts(
                "certificates signing-request W generate common-name *.example.test"
                        + " dns \"*.example.test, example.test\" key ecdsa size 384",
                "commit",
                "!",
                "certificate export-request W " + shell.file("w.csr"));

        assertThat(openssl("req", "-in", shell.file("w.csr"), "-noout", "-text", "-verify"))
                .contains("DNS:*.example.test, DNS:example.test")
                .contains("384 bit")
                .doesNotContain("CA:TRUE");
        assertThat(shell.accepts("show signing-requests W"))
                .anyMatch(l -> l.matches("For +server"))
                .anyMatch(l -> l.contains("-----BEGIN CERTIFICATE REQUEST-----"))
                .noneMatch(l -> l.contains("PRIVATE KEY"));
    }

    @Test
    void anEncryptedKeyInItsOwnFileIsAskedForItsPassword() {
        openssl(
                "pkcs8",
                "-topk8",
                "-in",
                www.key().toString(),
                "-out",
                shell.file("www.p8"),
                "-passout",
                "pass:" + SECRET);
        String line = "certificates certificate WWW import pem %s key %s".formatted(www.pem(), shell.file("www.p8"));
        shell.accepts("edit");
        shell.screen.secrets.add("wrong");
        assertThat(shell.refuses(line)).contains("The password does not open the private key");
        shell.screen.interactive = false;
        assertThat(shell.refuses(line)).contains("is encrypted: give its password");
        shell.screen.interactive = true;
        shell.screen.secrets.add(SECRET);

        shell.accepts(line, "commit");

        assertThat(shell.device.store.running().certificates())
                .singleElement()
                .satisfies(i -> assertThat(i.hasKey()).isTrue());
    }

    @Test
    void aKeyLeavesTheDeviceOnlyWhereItWasMarkedExportable() {
        CertificateFiles lent = root.issue(TestAuthority.Algorithm.EC, "b.test");
        shell.accepts(
                "edit",
                "certificates",
                "certificate KEPT import pem %s key %s".formatted(www.pem(), www.key()),
                "certificate LENT import pem %s key %s exportable enable".formatted(lent.pem(), lent.key()),
                "commit",
                "!");

        assertThat(shell.refuses("certificate export KEPT pkcs12 " + shell.file("kept.p12") + " with-key"))
                .contains("is not exportable");
        assertThat(Path.of(shell.file("kept.p12"))).doesNotExist();
        shell.screen.secrets.addAll(List.of(SECRET, SECRET));
        shell.accepts("certificate export LENT pkcs12 " + shell.file("lent.p12") + " with-key");
        assertThat(openssl("pkcs12", "-in", shell.file("lent.p12"), "-passin", "pass:" + SECRET, "-nodes"))
                .contains("BEGIN PRIVATE KEY")
                .contains("CN = b.test");
        assertThat(shell.refuses("certificate export LENT der " + shell.file("lent.der") + " with-key"))
                .contains("DER holds the certificate alone");
        assertThat(shell.refuses("certificate export LENT with-key")).contains("Only PEM without a key is printed");
    }

    @Test
    void onlyAdministratorsTakeAKeyOutAndOnlyIntoTheFileArea() {
        shell.accepts(
                "edit",
                "certificates certificate WWW import pem %s key %s exportable enable".formatted(www.pem(), www.key()),
                "commit");
        Typist olga = new Typist();
        olga.secrets.addAll(List.of(SECRET, SECRET));
        try (ShellSession operator = shell.device.ssh("olga", olga)) {
            assertThat(operator.execute("certificate export WWW pkcs12 www.p12 with-key"))
                    .isEqualTo(Outcome.REFUSED);
            assertThat(olga.lines)
                    .containsExactly(
                            "error: Your role, \"operator\", lacks capability certificate-keys write; ask an administrator");
            assertThat(operator.execute("edit")).isEqualTo(Outcome.ACCEPTED);
            assertThat(operator.execute("certificates certificate WWW exportable disable"))
                    .isEqualTo(Outcome.REFUSED);
            assertThat(operator.execute("certificates signing-request R generate common-name r.test"))
                    .isEqualTo(Outcome.REFUSED);
        }
        Typist admin = new Typist();
        admin.secrets.addAll(List.of(SECRET, SECRET, SECRET, SECRET));
        try (ShellSession remote = shell.device.ssh("admin", admin)) {
            assertThat(remote.execute("certificate export WWW pkcs12 %s with-key".formatted(shell.file("www.p12"))))
                    .isEqualTo(Outcome.REFUSED);
            assertThat(remote.execute("certificate export WWW pkcs12 www.p12 with-key"))
                    .isEqualTo(Outcome.ACCEPTED);
        }
        assertThat(Path.of(shell.file("www.p12"))).doesNotExist();
        assertThat(shell.device.files.resolve("www.p12")).isNotEmptyFile();
    }

    @Test
    void aCertificateThatALookupFoundRevokedSaysSo() {
        shell.accepts(
                "edit", "certificates certificate WWW import der %s key %s".formatted(www.pem(), www.key()), "commit");
        DataPlane.KnownStatus good = new DataPlane.KnownStatus(
                "CN=www.example.test",
                www.certificate().getSerialNumber().toString(16),
                "ocsp",
                "good",
                "",
                shell.device.clock.instant());
        shell.device.dataPlane.known.add(good);
        assertThat(shell.status("WWW")).isEqualTo("No trust anchor");

        shell.device.dataPlane.known.add(new DataPlane.KnownStatus(
                good.certificate(), good.serial(), "crl", "revoked", "yesterday", good.until()));

        assertThat(shell.status("WWW")).isEqualTo("Revoked");
    }

    @Test
    void whoHasNoFilesPastesCertificateAndKeyWhichNobodySees() throws IOException {
        String key = Files.readString(www.key());
        shell.screen.pasted.addAll((Files.readString(www.pem()) + key).lines().collect(Collectors.toList()));

        shell.accepts("edit", "certificates certificate WWW import terminal", "commit", "!");

        assertThat(shell.status("WWW")).isEqualTo("No trust anchor");
        assertThat(shell.device.store.running().certificates()).hasSize(1);
        String secret = key.lines().skip(1).findFirst().orElseThrow();
        assertThat(shell.screen.lines).noneMatch(l -> l.contains(secret));
        assertThat(shell.device.journal.records)
                .isNotEmpty()
                .noneMatch(r -> r.toString().contains(secret));

        shell.screen.pasted.clear();
        shell.screen.pasted.add("hello");
        shell.accepts("edit");
        assertThat(shell.refuses("certificates certificate X import terminal")).contains("is not PEM");
    }

    @Test
    void pastedLinesOfABatchAreItsOwn() throws IOException {
        List<String> lines = new ArrayList<>(List.of("edit", "certificates certificate WWW import terminal"));
        lines.addAll(Files.readAllLines(www.pem()));
        lines.addAll(Files.readAllLines(www.key()));
        lines.addAll(List.of(".", "commit"));

        assertThat(shell.device.batch(lines.toArray(String[]::new))).last().isEqualTo("exit 0");
        assertThat(shell.device.journal.records).noneMatch(r -> r.toString().contains("BEGIN PRIVATE"));
    }

    @Test
    void intermediatesThatWereImportedAsCasAreSentWithTheCertificate() {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                shell.file("i.key"),
                "-subj",
                "/CN=Intermediate",
                "-CA",
                root.own().pem().toString(),
                "-CAkey",
                root.own().key().toString(),
                "-days",
                "60",
                "-out",
                shell.file("i.pem"));
        openssl(
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                shell.file("leaf.key"),
                "-subj",
                "/CN=leaf.test",
                "-CA",
                shell.file("i.pem"),
                "-CAkey",
                shell.file("i.key"),
                "-days",
                "60",
                "-out",
                shell.file("leaf.pem"),
                "-addext",
                "basicConstraints=critical,CA:FALSE");
        shell.device.clock.advance(Duration.ofMinutes(1));
        shell.accepts(
                "edit",
                "certificates certificate LEAF import pem %s key %s"
                        .formatted(shell.file("leaf.pem"), shell.file("leaf.key")),
                "commit");
        assertThat(shell.device.store.running().certificates().get(0).chain()).hasSize(1);
        assertThat(shell.status("LEAF")).isEqualTo("No trust anchor");

        shell.accepts(
                "certificates ca-certificate INTERMEDIATE import " + shell.file("i.pem"),
                "certificates ca-certificate ROOT import " + root.own().pem(),
                "commit");

        assertThat(shell.device.store.running().certificates().get(0).chain()).hasSize(2);
        assertThat(shell.status("LEAF")).isEqualTo("Valid");
    }

    @Test
    void aKeyThatIsGoneIsSeenAfterARefreshAndAnotherImportHealsIt() throws IOException {
        String line = "certificates certificate WWW import pem %s key %s".formatted(www.pem(), www.key());
        shell.accepts("edit", line, "commit");
        try (var keys = Files.newDirectoryStream(directory.resolve("device/vault"), "sha256-*.key")) {
            for (Path key : keys) {
                Files.delete(key);
            }
        }

        shell.accepts("!");
        assertThat(shell.accepts("certificate refresh")).anyMatch(l -> l.contains("Broken key"));
        shell.accepts("edit", line);
        assertThat(shell.status("WWW")).isEqualTo("No trust anchor");
    }
}
