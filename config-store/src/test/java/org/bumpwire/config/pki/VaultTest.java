package org.bumpwire.config.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    @Test
    void sealsSecretsForItselfAlone() throws PkiException {
        Vault vault = Vault.inMemory();
        String sealed = vault.seal("shared with none".toCharArray());

        assertThat(sealed).startsWith("sealed:").doesNotContain("shared");
        assertThat(vault.seal("shared with none".toCharArray())).isNotEqualTo(sealed);
        assertThat(vault.unseal(sealed)).containsExactly("shared with none".toCharArray());
        assertThatThrownBy(() -> Vault.inMemory().unseal(sealed))
                .isInstanceOf(PkiException.class)
                .hasMessage("The secret is damaged, or was sealed by another device");
        assertThatThrownBy(() -> vault.unseal(sealed.substring(0, 30))).isInstanceOf(PkiException.class);
        assertThatThrownBy(() -> vault.unseal("x")).isInstanceOf(PkiException.class);
    }

    @TempDir
    Path parent;

    private Path directory;
    private KeyedCertificate www;

    @BeforeEach
    void importOne() throws PkiException {
        directory = parent.resolve("vault");
        www = new CertificateImport(Fixture.CLOCK)
                .pem(Fixture.file("shuffled-chain.pem"), Fixture.file("rsa-key-pkcs8.pem"), Fixture.NO_PASSWORD);
    }

    @Test
    void givesBackWhatWasPutAlsoAfterARestart() throws PkiException {
        Vault first = Vault.open(directory);
        String chain = first.putChain(www.chain());
        String key = first.putKey(www.privateKey());

        Vault second = Vault.open(directory);

        assertThat(second.chain(chain)).isEqualTo(www.chain());
        assertThat(second.key(key)).isEqualTo(www.privateKey());
        assertThat(first.chain(chain)).isEqualTo(www.chain());
        assertThat(first.key(key)).isEqualTo(www.privateKey());
    }

    @Test
    void givesBackEcKeysAsEc() throws PkiException {
        PrivateKey key = new CertificateImport(Fixture.CLOCK)
                .pem(Fixture.file("ec-leaf.pem"), Fixture.file("ec-key-after-parameters.pem"), Fixture.NO_PASSWORD)
                .privateKey();
        String id = Vault.open(directory).putKey(key);

        assertThat(Vault.open(directory).key(id).getAlgorithm()).isEqualTo("EC");
        assertThat(Vault.open(directory).key(id)).isEqualTo(key);
    }

    @Test
    void namesAnObjectByItsContent() throws PkiException {
        String one = Vault.open(directory).putKey(www.privateKey());
        String other = Vault.inMemory().putKey(www.privateKey());

        assertThat(one).isEqualTo(other).matches("sha256:[0-9a-f]{64}");
        assertThat(Vault.isId(one)).isTrue();
        assertThat(Vault.isId(one + "0")).isFalse();
        assertThat(Vault.isId("../" + one)).isFalse();
    }

    @Test
    void storesTheSameOnlyOnce() throws Exception {
        Vault vault = Vault.open(directory);
        vault.putChain(www.chain());
        vault.putKey(www.privateKey());
        List<String> before = contents();

        vault.putChain(www.chain());
        vault.putKey(www.privateKey());

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void isClosedToOtherAccounts() throws Exception {
        Vault vault = Vault.open(directory);
        vault.putChain(www.chain());
        vault.putKey(www.privateKey());

        assertThat(permissions(directory)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(VaultTest::permissions)).hasSize(3).containsOnly("rw-------");
        }
    }

    @Test
    void keepsNoKeyInClear() throws Exception {
        Vault.open(directory).putKey(www.privateKey());
        byte[] clear = www.privateKey().getEncoded();
        String secretPart = new String(Arrays.copyOfRange(clear, 400, 440), StandardCharsets.ISO_8859_1);

        assertThat(contents()).noneMatch(content -> content.contains(secretPart));
    }

    @Test
    void keepsCertificatesAsPemThatAnyToolReads() throws Exception {
        String id = Vault.open(directory).putChain(List.of(Fixture.certificate("root.pem")));

        Path file = directory.resolve(id.replace(':', '-') + ".pem");

        assertThat(Files.readString(file)).isEqualTo(Fixture.text("root.pem"));
    }

    @Test
    void sealsTheSameKeyDifferentlyEachTime() throws Exception {
        String id = Vault.open(directory).putKey(www.privateKey());
        byte[] first = Files.readAllBytes(keyFile(id));
        Files.delete(keyFile(id));

        Vault.open(directory).putKey(www.privateKey());

        assertThat(Files.readAllBytes(keyFile(id))).isNotEqualTo(first);
    }

    @Test
    void refusesToStartWithoutTheDeviceKeyOfItsKeys() throws Exception {
        Vault.open(directory).putKey(www.privateKey());
        Files.delete(directory.resolve("device.key"));

        assertThatThrownBy(() -> Vault.open(directory))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("device.key' is missing although")
                .hasMessageContaining("restore it from a backup");
        assertThat(directory.resolve("device.key")).doesNotExist();
    }

    @Test
    void makesANewDeviceKeyWhileThereIsNothingToOpen() throws Exception {
        Vault first = Vault.open(directory);
        String chain = first.putChain(www.chain());
        Files.delete(directory.resolve("device.key"));

        assertThat(Vault.open(directory).chain(chain)).isEqualTo(www.chain());
    }

    @Test
    void refusesADeviceKeyOfAnotherDevice() throws Exception {
        Vault.open(directory).putKey(www.privateKey());
        Vault.open(parent.resolve("other"));
        Files.copy(
                parent.resolve("other/device.key"),
                directory.resolve("device.key"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> Vault.open(directory)).hasMessageContaining("does not fit the private keys");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void refusesADeviceKeyOfTheWrongLength(int length) throws Exception {
        Vault.open(directory);
        Files.write(directory.resolve("device.key"), new byte[length]);

        assertThatThrownBy(() -> Vault.open(directory)).hasMessageContaining("is damaged, it must hold 32 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void refusesADeviceKeyThatOthersMayTouch(String permissions) throws Exception {
        Vault.open(directory);
        Files.setPosixFilePermissions(directory.resolve("device.key"), PosixFilePermissions.fromString(permissions));

        assertThatThrownBy(() -> Vault.open(directory))
                .hasMessageContaining("Device key file")
                .hasMessageContaining("is open to other accounts (" + permissions + "): close it with chmod 600");
    }

    @Test
    void refusesADirectoryThatWasOpenedToOthers() throws Exception {
        Vault.open(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> Vault.open(directory)).hasMessageContaining("close it with chmod 700");
    }

    @Test
    void closesAnEmptyDirectoryThatItFinds() throws Exception {
        Files.createDirectory(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        Vault.open(directory);

        assertThat(permissions(directory)).isEqualTo("rwx------");
    }

    @Test
    void saysThatADirectoryIsNone() throws Exception {
        Files.writeString(directory, "not a directory");

        assertThatThrownBy(() -> Vault.open(directory))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void noticesADamagedKeyAndMendsItByImport() throws Exception {
        Vault first = Vault.open(directory);
        String damaged = first.putKey(www.privateKey());
        String sound = first.putKey(ecKey());
        byte[] content = Files.readAllBytes(keyFile(damaged));
        content[content.length / 2] ^= 1;
        Files.write(keyFile(damaged), content);

        Vault second = Vault.open(directory);

        assertThat(second.key(sound)).isEqualTo(ecKey());
        assertThatThrownBy(() -> second.key(damaged)).hasMessageContaining("is damaged: import the key again");
        second.putKey(www.privateKey());
        assertThat(Vault.open(directory).key(damaged)).isEqualTo(www.privateKey());
    }

    @Test
    void noticesKeysThatWereSwapped() throws Exception {
        Vault first = Vault.open(directory);
        String one = first.putKey(www.privateKey());
        String other = first.putKey(ecKey());
        Files.copy(keyFile(other), keyFile(one), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> Vault.open(directory).key(one)).hasMessageContaining("is damaged");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 700})
    void noticesACertificateCutShortAndMendsItByImport(int length) throws Exception {
        String id = Vault.open(directory).putChain(www.chain());
        Path file = directory.resolve(id.replace(':', '-') + ".pem");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> Vault.open(directory).chain(id)).hasMessageContaining("is damaged: import it again");
        Vault.open(directory).putChain(www.chain());
        assertThat(Vault.open(directory).chain(id)).isEqualTo(www.chain());
    }

    @Test
    void clearsWhatACrashLeftUnfinished() throws Exception {
        Vault.open(directory);
        Files.writeString(directory.resolve(".unfinished-0123"), "half a key");

        Vault.open(directory);

        assertThat(directory.resolve(".unfinished-0123")).doesNotExist();
    }

    @Test
    void saysWhatItDoesNotHold() throws PkiException {
        Vault vault = Vault.open(directory);
        String unknown = "sha256:" + "0".repeat(64);

        assertThatThrownBy(() -> vault.chain(unknown))
                .hasMessage("The vault holds no certificate '" + unknown + "': import it again");
        assertThatThrownBy(() -> vault.key(unknown))
                .hasMessage("The vault holds no private key '" + unknown + "': import it again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "www", "sha256:../../etc/passwd", "sha256:ABCD"})
    void looksUpNothingButIds(String id) throws PkiException {
        Vault vault = Vault.open(directory);

        assertThatThrownBy(() -> vault.chain(id)).hasMessageContaining("is no object of the vault");
        assertThatThrownBy(() -> vault.key(id)).hasMessageContaining("is no object of the vault");
    }

    @Test
    void saysThatAFileCannotBeWritten() throws Exception {
        Vault vault = Vault.open(directory);
        deleteAll();

        assertThatThrownBy(() -> vault.putKey(www.privateKey()))
                .isInstanceOf(PkiException.class)
                .hasMessageContaining("cannot be written: No such file or directory");
    }

    @Test
    void refusesAnEmptyChain() {
        assertThatThrownBy(() -> Vault.inMemory().putChain(List.<X509Certificate>of()))
                .hasMessage("There is no certificate to store");
    }

    private static PrivateKey ecKey() throws PkiException {
        return new CertificateImport(Fixture.CLOCK)
                .pem(Fixture.file("ec-leaf.pem"), Fixture.file("ec-key-pkcs8.pem"), Fixture.NO_PASSWORD)
                .privateKey();
    }

    private Path keyFile(String id) {
        return directory.resolve(id.replace(':', '-') + ".key");
    }

    private List<String> contents() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().map(VaultTest::content).toList();
        }
    }

    private static String content(Path file) {
        try {
            return file.getFileName() + ": " + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void deleteAll() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
