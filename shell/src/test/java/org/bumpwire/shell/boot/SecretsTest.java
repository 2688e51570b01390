package org.bumpwire.shell.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bumpwire.config.pki.Vault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No private key and no password is anywhere that a device writes or shows. */
@Tag("system")
class SecretsTest {
    private static final String KEY_PASSWORD = "KeyFilePassword-4711";

    @TempDir
    private Path temp;

    private Path state;

    @BeforeEach
    void choose() {
        state = temp.resolve("state");
    }

    @Test
    void writesNoPrivateKeyAndNoPasswordAnywhereAndShowsNone() throws Exception {
        Path key = keyWithCertificate("www");
        StringBuilder shown = new StringBuilder();
        try (LaunchedDevice device = batch(
                "edit",
                "certificates certificate SIGNING generate signing common-name \"Signing CA\"",
                "certificates certificate RSA generate signing common-name \"RSA CA\" key rsa size 2048",
                "certificates certificate WWW import pem %s key %s password %s"
                        .formatted(temp.resolve("www.pem"), key, KEY_PASSWORD),
                "display",
                "compare",
                "commit comment \"All of them\"",
                "!",
                "save-config",
                "display running | display json",
                "show certificates SIGNING",
                "show vault | display json",
                "certificate export SIGNING " + temp.resolve("exported.pem"),
                "certificate export WWW",
                "show log audit last 100",
                "show log system last 100",
                "history",
                "show commits")) {
            assertThat(device.exitStatus()).describedAs(device.errors()).isZero();
            shown.append(device.output()).append(device.errors());
        }
        List<PrivateKey> keys = keysOf(state);
        assertThat(keys).hasSize(4);

        for (PrivateKey secret : keys) {
            for (byte[] form : forms(secret)) {
                assertThat(filesWith(state, form)).isEmpty();
                assertThat(shown.toString()).doesNotContain(text(form));
                assertThat(Files.readString(temp.resolve("exported.pem"))).doesNotContain(text(form));
            }
        }
        assertThat(filesWith(state, KEY_PASSWORD.getBytes(ISO_8859_1))).isEmpty();
        assertThat(shown.toString()).doesNotContain(KEY_PASSWORD);
        assertThat(shown.toString()).contains("certificate WWW import pem");

        Matcher initial = Pattern.compile("has the password (\\S+) \\(shown only this once\\)")
                .matcher(shown);
        assertThat(initial.find()).isTrue();
        assertThat(filesWith(state, initial.group(1).getBytes(ISO_8859_1))).isEmpty();
    }

    @Test
    void findsKeysInEachFormIfTheyWereThere() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        Path folder = Files.createDirectory(temp.resolve("folder"));
        Files.write(folder.resolve("der"), key.getEncoded());
        Files.writeString(
                folder.resolve("pem"),
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(key.getEncoded())
                        .replace("\n", ""));
        Files.writeString(folder.resolve("hex"), "key=" + HexFormat.of().formatHex(key.getEncoded()));

        for (String form : List.of("der", "pem", "hex")) {
            assertThat(forms(key)).anyMatch(secret -> filesWith(folder, secret).contains(folder.resolve(form)));
        }
    }

    private LaunchedDevice batch(String... lines) throws IOException {
        return LaunchedDevice.start(
                temp, String.join("\n", lines) + "\n", "--state", state.toString(), "--ssh", "off", "--batch", "-");
    }

    /** Writes an encrypted key and its certificate, and answers the key's file. */
    private Path keyWithCertificate(String name) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        // By name, because some providers would write the parameters of the curve out.
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        Instant now = Instant.now();
        var certificate = new X509v3CertificateBuilder(
                        new X500Name("CN=" + name),
                        BigInteger.TEN,
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(30))),
                        new X500Name("CN=" + name),
                        SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()))
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
        write(temp.resolve(name + ".pem"), certificate, "");
        return write(temp.resolve(name + ".key"), pair.getPrivate(), KEY_PASSWORD);
    }

    private static Path write(Path file, Object object, String password) throws Exception {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            if (password.isEmpty()) {
                pem.writeObject(object);
            } else {
                pem.writeObject(new JcaPKCS8Generator(
                        (PrivateKey) object,
                        new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                                .setProvider(new BouncyCastleProvider())
                                .setPassword(password.toCharArray())
                                .build()));
            }
        }
        return Files.writeString(file, text.toString());
    }

    private static List<PrivateKey> keysOf(Path state) throws Exception {
        Vault vault = Vault.open(state.resolve("vault"));
        List<PrivateKey> keys = new ArrayList<>();
        for (String id : vault.settledIds()) {
            if (vault.hasKey(id)) {
                keys.add(vault.key(id));
            }
        }
        return keys;
    }

    /** What must be nowhere: the secret numbers as bytes, in hexadecimal, and in Base64 wherever it began. */
    private static List<byte[]> forms(PrivateKey key) {
        List<byte[]> secrets = new ArrayList<>();
        if (key instanceof RSAPrivateCrtKey rsa) {
            secrets.add(magnitude(rsa.getPrimeP()));
            secrets.add(magnitude(rsa.getPrimeQ()));
            secrets.add(magnitude(rsa.getPrivateExponent()));
        } else if (key instanceof ECPrivateKey ec) {
            secrets.add(magnitude(ec.getS()));
        }
        List<byte[]> forms = new ArrayList<>();
        for (byte[] secret : secrets) {
            byte[] part = Arrays.copyOf(secret, 24);
            forms.add(part);
            String hex = HexFormat.of().formatHex(part);
            forms.add(hex.getBytes(ISO_8859_1));
            forms.add(hex.toUpperCase(Locale.ROOT).getBytes(ISO_8859_1));
            for (int begin = 0; begin < 3; begin++) {
                String base64 = Base64.getEncoder().encodeToString(Arrays.copyOfRange(part, begin, begin + 21));
                forms.add(base64.getBytes(ISO_8859_1));
            }
        }
        return forms;
    }

    private static byte[] magnitude(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static List<Path> filesWith(Path folder, byte[] secret) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> content(file).contains(text(secret)))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String content(Path file) {
        try {
            return text(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
