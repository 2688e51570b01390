package org.bumpwire.config.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateImportTest {
    @TempDir
    Path directory;

    private final CertificateImport imports = new CertificateImport(Fixture.CLOCK);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-key-pkcs8.pem",
                "rsa-key-pkcs8.der",
                "rsa-key-pkcs8-3des.pem",
                "rsa-key-pkcs8-aes256.pem",
                "rsa-key-pkcs8-aes256.der",
                "rsa-key-pkcs8-scrypt.pem",
                "rsa-key-traditional.pem",
                "rsa-key-traditional.der",
                "rsa-key-traditional-aes256.pem",
                "certificate-and-key-in-one.pem"
            })
    void readsAnRsaKeyOfAnyForm(String keyFile) throws Exception {
        KeyedCertificate read = pem("rsa-leaf.pem", keyFile);

        assertThat(read.certificate()).isEqualTo(Fixture.certificate("rsa-leaf.pem"));
        assertThat(read.privateKey().getAlgorithm()).isEqualTo("RSA");
        assertThat(signs(read, "SHA256withRSA")).isTrue();
        assertThat(read.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ec-key-pkcs8.pem",
                "ec-key-after-parameters.pem",
                "ec-key-traditional.der",
                "ec-key-traditional-aes128.pem"
            })
    void readsAnEcKeyOfAnyForm(String keyFile) throws Exception {
        KeyedCertificate read = pem("ec-leaf.pem", keyFile);

        assertThat(read.privateKey().getAlgorithm()).isEqualTo("EC");
        assertThat(signs(read, "SHA256withECDSA")).isTrue();
    }

    @Test
    void readsAKeyOnTheCurveOfTheLegacyEngine() throws Exception {
        KeyedCertificate read = pem("secp224r1-leaf.pem", "key-secp224r1.pem");

        assertThat(read.privateKey().getAlgorithm()).isEqualTo("EC");
        assertThat(read.certificate()).isEqualTo(Fixture.certificate("secp224r1-leaf.pem"));
    }

    @Test
    void givesOneKeyOneEncodingWhateverItsFile() throws Exception {
        byte[] bare = pem("ec-leaf.pem", "ec-key-traditional.der").privateKey().getEncoded();

        assertThat(pem("ec-leaf.pem", "ec-key-pkcs8.pem").privateKey().getEncoded())
                .isEqualTo(bare);
    }

    @Test
    void readsADerCertificate() throws Exception {
        assertThat(pem("rsa-leaf.der", "rsa-key-pkcs8.der").certificate())
                .isEqualTo(Fixture.certificate("rsa-leaf.pem"));
    }

    @Test
    void putsAShuffledChainInOrderAndSaysWhatItLeavesOut() throws Exception {
        KeyedCertificate read = pem("shuffled-chain.pem", "rsa-key-pkcs8.pem");

        assertThat(read.chain())
                .containsExactly(
                        Fixture.certificate("rsa-leaf.pem"),
                        Fixture.certificate("intermediate.pem"),
                        Fixture.certificate("root.pem"));
        assertThat(read.warnings())
                .containsExactly("Left out 'CN=Not in the chain', which is not in the chain of 'CN=www.example.test'");
    }

    @Test
    void readsCertificateKeyAndIntermediateFromOneFile() throws Exception {
        assertThat(pem("certificate-and-key-in-one.pem", "certificate-and-key-in-one.pem")
                        .chain())
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"modern.p12", "legacy.p12"})
    void readsPkcs12WithItsChain(String file) throws Exception {
        KeyedCertificate read =
                imports.pkcs12(Fixture.file(file), Fixture.password()).get(0).certificate();

        assertThat(read.chain())
                .containsExactly(
                        Fixture.certificate("rsa-leaf.pem"),
                        Fixture.certificate("intermediate.pem"),
                        Fixture.certificate("root.pem"));
        assertThat(signs(read, "SHA256withRSA")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"empty-password.p12", "empty-password-legacy.p12"})
    void readsPkcs12WithAnEmptyPassword(String file) throws Exception {
        assertThat(imports.pkcs12(Fixture.file(file), Fixture.NO_PASSWORD)
                        .get(0)
                        .certificate()
                        .certificate())
                .isEqualTo(Fixture.certificate("rsa-leaf.pem"));
    }

    @Test
    void readsPkcs12WithoutProtection() throws Exception {
        assertThat(imports.pkcs12(Fixture.file("unprotected.p12"), Fixture.NO_PASSWORD)
                        .get(0)
                        .certificate()
                        .certificate())
                .isEqualTo(Fixture.certificate("ec-leaf.pem"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"modern.p12", "legacy.p12", "empty-password.p12"})
    void refusesPkcs12WithTheWrongPassword(String file) {
        refused(() -> imports.pkcs12(Fixture.file(file), "wrong".toCharArray()))
                .hasMessage("The password does not open '%s'", Fixture.file(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"modern.p12", "legacy.p12"})
    void refusesPkcs12WithoutItsPassword(String file) {
        refused(() -> imports.pkcs12(Fixture.file(file), Fixture.NO_PASSWORD))
                .hasMessage("File '%s' is encrypted: give its password", Fixture.file(file));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-key-pkcs8-3des.pem",
                "rsa-key-pkcs8-aes256.pem",
                "rsa-key-pkcs8-aes256.der",
                "rsa-key-pkcs8-scrypt.pem",
                "rsa-key-traditional-aes256.pem"
            })
    void saysThatAKeyNeedsItsPassword(String keyFile) {
        Path key = Fixture.file(keyFile);

        refused(() -> imports.pem(Fixture.file("rsa-leaf.pem"), key, Fixture.NO_PASSWORD))
                .hasMessage("The private key in '%s' is encrypted: give its password", key);
        refused(() -> imports.pem(Fixture.file("rsa-leaf.pem"), key, "wrong".toCharArray()))
                .hasMessage("The password does not open the private key in '%s'", key);
    }

    @Test
    void refusesEveryWrongPasswordForATraditionalKeyTheSameWay() {
        // One in 256 leaves a plausible padding: enough tries to meet it.
        for (int i = 0; i < 400; i++) {
            char[] wrong = ("wrong" + i).toCharArray();
            refused(() -> imports.pem(
                            Fixture.file("ec-leaf.pem"), Fixture.file("ec-key-traditional-aes128.pem"), wrong))
                    .hasMessageStartingWith("The password does not open the private key in");
        }
    }

    @Test
    void doesNotWorkForHoursOnAPassword() throws Exception {
        byte[] salt = new byte[16];
        for (KeyDerivationFunc function : List.of(
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, Integer.MAX_VALUE)),
                new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, new ScryptParams(salt, 1 << 30, 8, 1)))) {
            PBES2Parameters encryption = new PBES2Parameters(
                    function, new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(salt)));
            byte[] key = new EncryptedPrivateKeyInfo(
                            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, encryption), new byte[64])
                    .getEncoded();
            Path file = Files.write(directory.resolve("costly.der"), key);

            refused(() -> imports.pem(Fixture.file("rsa-leaf.pem"), file, Fixture.password()))
                    .hasMessage(
                            "File '%s' asks for more than 2000000 rounds of password hashing, or for more than 256 MiB",
                            file);
        }
    }

    @Test
    void namesBothWhenKeyAndCertificateDoNotBelongTogether() {
        refused(() -> pem("rsa-leaf.pem", "ec-key-pkcs8.pem"))
                .hasMessage(
                        "The private key in '%s' does not belong to certificate 'CN=www.example.test' in '%s'",
                        Fixture.file("ec-key-pkcs8.pem"), Fixture.file("rsa-leaf.pem"));
    }

    @ParameterizedTest
    @CsvSource({
        "key-ed25519.pem, Ed25519",
        "key-brainpool.pem, ECDSA on brainpoolP256r1",
        "key-explicit-curve.pem, ECDSA on a curve without a name",
        "key-dsa.pem, DSA",
        "key-rsa-512.pem, RSA of 512 bits"
    })
    void refusesKeysThatItCannotServe(String keyFile, String kind) {
        refused(() -> pem("rsa-leaf.pem", keyFile))
                .hasMessage(
                        "Private key type '%s' is not supported, expected RSA of 1024 to 8192 bits,"
                                + " or ECDSA on P-224, P-256, P-384 or P-521",
                        kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rsa-leaf.pem | rsa-leaf.pem | holds no private key",
                "rsa-leaf.pem | rsa-leaf.der | holds no private key",
                "rsa-leaf.pem | two-keys.pem | holds 2 private keys, expected one",
                "rsa-leaf.pem | key-openssh.pem | convert it with ssh-keygen -p -m PKCS8",
                "rsa-leaf.pem | modern.p12 | is PKCS #12: import it as pkcs12",
                "rsa-key-pkcs8.pem | rsa-key-pkcs8.pem | holds no certificate",
                "modern.p12 | rsa-key-pkcs8.pem | is PKCS #12: import it as pkcs12",
                "certificates.p7b | rsa-key-pkcs8.pem | is PKCS #7: convert it with openssl pkcs7 -print_certs",
                "rsa-key-pkcs8.der | rsa-key-pkcs8.der | holds a damaged certificate",
                "rsa-leaf.pem | missing.pem | cannot be read: No such file or directory"
            })
    void saysWhatAFileIsInstead(String certificate, String key, String reason) {
        refused(() -> imports.pem(
                        Fixture.file("root.pem").resolveSibling(certificate),
                        Fixture.file("root.pem").resolveSibling(key),
                        Fixture.password()))
                .hasMessageContaining(reason);
    }

    @Test
    void refusesFilesThatAreNoFiles() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.pem"));
        Path large = Files.write(directory.resolve("large.pem"), new byte[(1 << 20) + 1]);
        Path garbage = Files.writeString(directory.resolve("garbage.pem"), "hello\n");

        refused(() -> imports.pem(directory, directory, Fixture.NO_PASSWORD))
                .hasMessage("'%s' is not a regular file", directory);
        refused(() -> imports.pem(Path.of("/dev/zero"), Path.of("/dev/zero"), Fixture.NO_PASSWORD))
                .hasMessage("'/dev/zero' is not a regular file");
        refused(() -> imports.pem(empty, empty, Fixture.NO_PASSWORD)).hasMessage("File '%s' is empty", empty);
        refused(() -> imports.pem(large, large, Fixture.NO_PASSWORD))
                .hasMessage("File '%s' is larger than 1024 KiB", large);
        refused(() -> imports.pem(garbage, Fixture.file("rsa-key-pkcs8.pem"), Fixture.NO_PASSWORD))
                .hasMessage("File '%s' holds no certificate", garbage);
        refused(() -> imports.pkcs12(garbage, Fixture.NO_PASSWORD)).hasMessage("File '%s' is not PKCS #12", garbage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-leaf.pem",
                "rsa-leaf.der",
                "rsa-key-pkcs8.pem",
                "rsa-key-traditional.pem",
                "rsa-key-traditional-aes256.pem",
                "rsa-key-pkcs8-aes256.der",
                "ec-key-after-parameters.pem",
                "modern.p12",
                "cas-only.p12"
            })
    void refusesAFileCutAnywhereByASentence(String name) throws Exception {
        byte[] whole = Files.readAllBytes(Fixture.file(name));
        Path cut = directory.resolve("cut");
        for (int length = 1; length < whole.length - 60; length += 97) {
            Files.write(cut, Arrays.copyOf(whole, length));

            refused(() -> imports.pem(Fixture.file("rsa-leaf.pem"), cut, Fixture.password()))
                    .hasMessageContaining("cut'");
            refused(() -> imports.pem(cut, Fixture.file("rsa-key-pkcs8.pem"), Fixture.password()))
                    .hasMessageContaining("cut'");
            refused(() -> imports.pkcs12(cut, Fixture.password())).hasMessageContaining("cut'");
            refused(() -> imports.caCertificates(cut, Fixture.password())).hasMessageContaining("cut'");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void answersDamageWithASentence(long seed) throws Exception {
        Random random = new Random(seed);
        Path damaged = directory.resolve("damaged");
        for (String name : List.of("modern.p12", "unprotected.p12", "rsa-key-pkcs8-aes256.der", "rsa-leaf.der")) {
            for (int i = 0; i < 25; i++) {
                byte[] content = Files.readAllBytes(Fixture.file(name));
                content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(damaged, content);

                onlyRefuses(() -> imports.pkcs12(damaged, Fixture.password()));
                onlyRefuses(() -> imports.pem(Fixture.file("rsa-leaf.pem"), damaged, Fixture.password()));
                onlyRefuses(() -> imports.caCertificates(damaged, Fixture.password()));
            }
        }
    }

    @Test
    void warnsOfWhatMayNotWork() throws Exception {
        KeyedCertificate made = SigningCertificate.generate(
                CertificateSubject.named("Short-lived"), KeyAlgorithm.ECDSA, 256, 1, Fixture.CLOCK);
        Vault vault = Vault.open(directory.resolve("vault"));
        vault.putChain(made.chain());
        Path file = Files.writeString(directory.resolve("both.pem"), CertificatePem.encode(made.chain()) + pkcs8(made));
        Clock later = Clock.offset(Fixture.CLOCK, Duration.ofDays(3));
        Clock earlier = Clock.offset(Fixture.CLOCK, Duration.ofDays(-3));

        assertThat(new CertificateImport(later)
                        .pem(file, file, Fixture.NO_PASSWORD)
                        .warnings())
                .containsExactly("Certificate 'CN=Short-lived' expired on 2030-06-02");
        assertThat(new CertificateImport(earlier)
                        .pem(file, file, Fixture.NO_PASSWORD)
                        .warnings())
                .containsExactly("Certificate 'CN=Short-lived' is not valid before 2030-05-31");
    }

    @Test
    void printsNoControlCharactersOfACertificate() throws Exception {
        KeyedCertificate read = pem("hostile-name.pem", "hostile-name-key.pem");

        assertThat(CertificateDetails.of(read.chain(), "Valid").subject()).isEqualTo("CN=evil?[2Jname");
    }

    @Test
    void readsCasFromPemDerAndPkcs12() throws Exception {
        Path der = Files.write(
                directory.resolve("root.der"), Fixture.certificate("root.pem").getEncoded());

        assertThat(imports.caCertificates(Fixture.file("root.pem"), Fixture.NO_PASSWORD)
                        .certificates())
                .containsExactly(Fixture.certificate("root.pem"));
        assertThat(imports.caCertificates(der, Fixture.NO_PASSWORD).certificates())
                .containsExactly(Fixture.certificate("root.pem"));
        assertThat(imports.caCertificates(Fixture.file("cas-only.p12"), Fixture.password())
                        .certificates())
                .containsExactlyInAnyOrder(Fixture.certificate("root.pem"), Fixture.certificate("intermediate.pem"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rsa-leaf.pem | Certificate 'CN=www.example.test' in '%s' is not a CA",
                "version-1.pem | Certificate 'CN=Version 1' in '%s' is not a CA",
                "ca-may-not-sign.pem | Certificate 'CN=CA that may not sign' in '%s' is a CA that may not sign certificates",
                "ca-expired.pem | Certificate 'CN=Expired CA' in '%s' expired on 2020-01-01",
                "ca-rsa-1024.pem | Certificate 'CN=Short key CA' in '%s' has an RSA key of 1024 bits, at least 2048 are needed",
                "shuffled-chain.pem | Certificate 'CN=www.example.test' in '%s' is not a CA",
                "rsa-key-pkcs8.pem | File '%s' holds no certificate"
            })
    void trustsNoCaThatItShouldNot(String name, String message) {
        refused(() -> imports.caCertificates(Fixture.file(name), Fixture.NO_PASSWORD))
                .hasMessage(message, Fixture.file(name));
    }

    @Test
    void warnsOfACaThatIsNotYetValid() throws Exception {
        assertThat(imports.caCertificates(Fixture.file("ca-not-yet-valid.pem"), Fixture.NO_PASSWORD)
                        .warnings())
                .containsExactly("Certificate 'CN=Future CA' is not valid before 2090-01-01");
    }

    @Test
    void leavesOutOfAPackageWhatMayNotBeTrusted() throws Exception {
        ImportedCas read = imports.defaultCas(Fixture.file("package-with-bad-ones.pem"));

        assertThat(read.certificates())
                .containsExactly(Fixture.certificate("foreign.pem"), Fixture.certificate("root.pem"));
        assertThat(read.warnings())
                .containsExactly(
                        "Left out 'CN=Expired CA', which expired on 2020-01-01",
                        "Left out 'CN=Short key CA', which has an RSA key of 1024 bits, at least 2048 are needed",
                        "Left out 'CN=www.example.test', which is not a CA");
    }

    @Test
    void refusesAPackageWithoutACa() {
        refused(() -> imports.defaultCas(Fixture.file("rsa-key-pkcs8.pem")))
                .hasMessage("File '%s' holds no CA certificate that may be trusted", Fixture.file("rsa-key-pkcs8.pem"));
        refused(() -> imports.defaultCas(Fixture.file("rsa-leaf.pem")))
                .hasMessageContaining("may be trusted: Left out 'CN=www.example.test', which is not a CA");
    }

    @Test
    void saysNothingSecretAboutItself() throws Exception {
        assertThat(pem("rsa-leaf.pem", "rsa-key-pkcs8.pem")).hasToString("KeyedCertificate[CN=www.example.test]");
    }

    private KeyedCertificate pem(String certificate, String key) throws PkiException {
        return imports.pem(Fixture.file(certificate), Fixture.file(key), Fixture.password());
    }

    private static String pkcs8(KeyedCertificate certificate) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(certificate.privateKey().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private static boolean signs(KeyedCertificate certificate, String algorithm) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(certificate.privateKey());
        signature.update(new byte[] {1, 2, 3});
        byte[] signed = signature.sign();
        signature.initVerify(certificate.certificate());
        signature.update(new byte[] {1, 2, 3});
        return signature.verify(signed);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable reading) {
        return assertThatThrownBy(reading).isInstanceOf(PkiException.class);
    }

    private static void onlyRefuses(ThrowingCallable reading) throws Exception {
        try {
            reading.call();
        } catch (PkiException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        } catch (Throwable e) {
            throw new AssertionError("Expected a sentence for the operator", e);
        }
    }
}
