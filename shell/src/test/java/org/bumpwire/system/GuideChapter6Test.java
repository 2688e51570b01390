package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.system.TypedShell.keytool;
import static org.bumpwire.system.TypedShell.openssl;

import java.nio.file.Path;
import java.time.Duration;
import org.bumpwire.config.pki.DefaultCas;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's procedures for the certificates of client inspection, with what its notes say. */
@Tag("system")
class GuideChapter6Test {
    @TempDir
    private Path directory;

    private TypedShell shell;

    @BeforeEach
    void open() {
        shell = new TypedShell(directory);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void generatesASigningCertificateWithEveryFieldAndDistributesItToEndpoints() {
        shell.accepts(
                "edit",
                "certificates",
                "certificate SIGNING generate signing common-name \"Example Inspection\" organization \"National League\""
                        + " organizational-unit \"Research; Development\" locality \"Saint Louis\" province Missouri"
                        + " country us email ca@example.com dns login.example.com user susan@example.com"
                        + " key rsa size 2048 days 90",
                "commit",
                "!",
                "certificate export SIGNING " + shell.file("ca.pem"),
                "certificate export SIGNING der " + shell.file("ca.der"),
                "certificate export SIGNING jks " + shell.file("ca.jks") + " password \"trusts 4 all\"",
                "certificate export SIGNING pkcs12 " + shell.file("ca.p12") + " password \"trusts 4 all\"");

        String text = openssl("x509", "-in", shell.file("ca.pem"), "-noout", "-text", "-nameopt", "RFC2253");
        assertThat(text)
                .contains(
                        "CN=Example Inspection,OU=Development,OU=Research,O=National League,L=Saint Louis,ST=Missouri,C=US")
                .contains("DNS:login.example.com, email:susan@example.com")
                .contains("CA:TRUE")
                .contains("2048 bit")
                .doesNotContain("PRIVATE");
        assertThat(openssl("x509", "-inform", "DER", "-in", shell.file("ca.der"), "-noout", "-subject"))
                .contains("Example Inspection");
        for (String store : new String[] {"ca.jks", "ca.p12"}) {
            assertThat(keytool("-list", "-keystore", shell.file(store), "-storepass", "trusts 4 all"))
                    .contains("signing")
                    .contains("trustedCertEntry");
        }
        assertThat(shell.status("SIGNING")).isEqualTo("Valid");
    }

    @Test
    void aSignedAnswerFindsTheKeyOfItsRequestAndNeedsTheRootForItsTrustAnchor() {
        TestAuthority root = new TestAuthority(directory, "Company Root");
        shell.accepts(
                "edit",
                "certificates signing-request SUB generate common-name \"Sub CA\" signing enable exportable enable",
                "commit",
                "!",
                "certificate export-request SUB " + shell.file("sub.csr"));
        String request = openssl("req", "-in", shell.file("sub.csr"), "-noout", "-text", "-verify");
        assertThat(request).contains("CN = Sub CA").contains("CA:TRUE").contains("Certificate Sign");
        sign("sub", root);

        assertThat(shell.accepts("edit", "certificates certificate SUB import pem " + shell.file("sub.pem")))
                .contains("certificates signing-request \"SUB\" is answered and leaves the candidate");
        shell.accepts("commit", "!");
        assertThat(shell.accepts("show signing-requests")).containsExactly("There is no signing request");
        assertThat(shell.accepts("show certificates")).anyMatch(l -> l.startsWith("SUB") && l.contains("with key"));
        assertThat(shell.status("SUB")).isEqualTo("No trust anchor");

        shell.accepts(
                "edit",
                "certificates ca-certificate \"cert 34\" import " + root.own().pem(),
                "commit",
                "!");
        assertThat(shell.accepts("certificate refresh")).anyMatch(l -> l.startsWith("SUB") && l.endsWith("Valid"));
        shell.accepts("certificate export SUB pem " + shell.file("sub-key.pem") + " with-key password \"only 4 me\"");
        assertThat(openssl("pkey", "-in", shell.file("sub-key.pem"), "-passin", "pass:only 4 me", "-pubout"))
                .isEqualTo(openssl("x509", "-in", shell.file("sub.pem"), "-noout", "-pubkey"));
    }

    @Test
    void anAnswerToNobodysRequestSaysWhatIsMissing() {
        CertificateFiles foreign = new TestAuthority(directory, "Other").issue(TestAuthority.Algorithm.EC, "a.test");
        shell.accepts("edit");

        assertThat(shell.refuses("certificates certificate A import pem " + foreign.pem()))
                .contains("The device has no private key for certificate 'CN=a.test'")
                .contains("key FILE");
        assertThat(shell.accepts("compare")).containsExactly("No difference");
    }

    @Test
    void aRequestThatWaitsIsNotGeneratedAgain() {
        shell.accepts("edit", "certificates signing-request R generate common-name r.test");

        assertThat(shell.refuses("certificates signing-request R generate common-name r.test"))
                .contains("exists already");
    }

    @Test
    void severalCertificatesOfAFileGetTheBaseNameAndTheirAlias() {
        for (String alias : new String[] {"www", "mail host"}) {
            keytool(
                    "-genkeypair",
                    "-alias",
                    alias,
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + alias,
                    "-storetype",
                    "PKCS12",
                    "-keystore",
                    shell.file("two.p12"),
                    "-storepass",
                    "opens 2 keys");
        }
        shell.screen.secrets.add("opens 2 keys");

        shell.accepts("edit", "certificates certificate SITE import pkcs12 " + shell.file("two.p12"), "commit", "!");

        assertThat(shell.screen.questions).containsExactly("Password: ");
        assertThat(shell.accepts("show certificates"))
                .anyMatch(l -> l.startsWith("SITE_www ") && l.contains("CN=www") && l.contains("with key"))
                .anyMatch(l -> l.startsWith("SITE_mail-host ") && l.contains("CN=mail host"))
                .noneMatch(l -> l.startsWith("SITE "));
        shell.accepts("edit");
        assertThat(shell.refuses("certificates certificate SITE import pkcs12 " + shell.file("two.p12")
                        + " password \"opens 2 keys\""))
                .contains("exists already");
    }

    @Test
    void caCertificatesHaveTheGuidesNames() {
        String root = new TestAuthority(directory, "Root").own().pem().toString();
        shell.accepts("edit", "certificates ca-certificate \"cert 34\" import " + root);

        assertThat(shell.refuses("certificates ca-certificate ca import " + root))
                .contains("reserved");
        assertThat(shell.refuses("certificates ca-certificate a.b import " + root))
                .contains("must consist of");
    }

    @Test
    void theDefaultPackageHasADateAndTrustStoresMayIncludeIt() {
        String root = new TestAuthority(directory, "Packaged").own().pem().toString();
        assertThat(shell.accepts("show default-ca")).anyMatch(l -> l.contains(DefaultCas.SYSTEM_BUNDLE.toString()));

        shell.accepts(
                "edit",
                "certificates default-ca import " + root,
                "sslinsp trust-store PUBLIC include-default-ca enable",
                "commit",
                "!");

        assertThat(shell.accepts("show default-ca"))
                .anyMatch(l -> l.matches("Package +imported"))
                .anyMatch(l -> l.matches("Date +\\d{4}-\\d{2}-\\d{2}"))
                .anyMatch(l -> l.matches("CAs +1"));
        assertThat(shell.device
                        .store
                        .running()
                        .sslInspection()
                        .trustStores()
                        .get(0)
                        .defaultCas()
                        .get())
                .hasSize(1);
    }

    private void sign(String name, TestAuthority root) {
        openssl(
                "x509",
                "-req",
                "-in",
                shell.file(name + ".csr"),
                "-copy_extensions",
                "copyall",
                "-CA",
                root.own().pem().toString(),
                "-CAkey",
                root.own().key().toString(),
                "-days",
                "60",
                "-out",
                shell.file(name + ".pem"));
        shell.device.clock.advance(Duration.ofMinutes(1));
    }
}
