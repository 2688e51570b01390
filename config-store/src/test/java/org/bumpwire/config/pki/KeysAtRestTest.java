package org.bumpwire.config.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where private keys are, where not, and what it takes to read them. */
class KeysAtRestTest {
    private static final String PASSPHRASE = "correct horse 7 ÄÖ";

    @TempDir
    Path parent;

    private Path directory;
    private Instant now = Fixture.NOW;
    private KeyedCertificate www;

    @BeforeEach
    void importOne() throws PkiException {
        directory = parent.resolve("vault");
        www = new CertificateImport(Fixture.CLOCK)
                .pem(Fixture.file("shuffled-chain.pem"), Fixture.file("rsa-key-pkcs8.pem"), Fixture.NO_PASSWORD);
    }

    @Test
    void opensOnlyWithThePassphraseThatWasSet() throws Exception {
        Vault vault = open(PassphraseSource.NONE);
        String id = vault.putKey(www.privateKey());
        assertThat(vault.protection().hasPassphrase()).isFalse();

        vault.protection().protect(PASSPHRASE.toCharArray());

        assertThat(vault.protection().hasPassphrase()).isTrue();
        assertThat(vault.key(id)).isEqualTo(www.privateKey());
        assertThat(open(given(PASSPHRASE)).key(id)).isEqualTo(www.privateKey());
        assertThat(open(asked(PASSPHRASE)).key(id)).isEqualTo(www.privateKey());
        byte[] before = Files.readAllBytes(keyFile());
        assertThatThrownBy(() -> open(given("wrong horse 7")))
                .isInstanceOf(PkiException.class)
                .hasMessage("This passphrase does not open device key file '%s'".formatted(keyFile()));
        assertThatThrownBy(() -> open(PassphraseSource.NONE))
                .hasMessageContaining("is protected by a passphrase: give it with --passphrase-file");
        assertThat(Files.readAllBytes(keyFile())).isEqualTo(before);
    }

    @Test
    void changesAndRemovesThePassphraseWithoutTouchingTheKeys() throws Exception {
        Vault vault = open(PassphraseSource.NONE);
        String id = vault.putKey(www.privateKey());
        byte[] sealed = Files.readAllBytes(file(id));
        vault.protection().protect("the first one".toCharArray());

        vault.protection().protect(PASSPHRASE.toCharArray());

        assertThat(vault.protection().opensWith(PASSPHRASE.toCharArray())).isTrue();
        assertThat(vault.protection().opensWith("the first one".toCharArray())).isFalse();
        assertThatThrownBy(() -> open(given("the first one"))).isInstanceOf(PkiException.class);
        vault.protection().unprotect();
        assertThat(open(PassphraseSource.NONE).key(id)).isEqualTo(www.privateKey());
        assertThat(vault.protection().opensWith(PASSPHRASE.toCharArray())).isFalse();
        assertThat(Files.readAllBytes(file(id))).isEqualTo(sealed);
    }

    @Test
    void protectsANewDeviceKeyFromItsFirstByteWhereAPassphraseCame() throws Exception {
        String id = open(given(PASSPHRASE)).putKey(www.privateKey());

        assertThat(Files.size(keyFile())).isGreaterThan(32);
        assertThatThrownBy(() -> open(PassphraseSource.NONE)).isInstanceOf(PkiException.class);
        assertThat(open(given(PASSPHRASE)).key(id)).isEqualTo(www.privateKey());
    }

    @Test
    void leavesTheOldProtectionWhereACrashCameBeforeTheNewOne() throws Exception {
        Vault vault = open(given(PASSPHRASE));
        String id = vault.putKey(www.privateKey());
        Files.write(directory.resolve(".unfinished-77"), new byte[40]);

        assertThat(open(given(PASSPHRASE)).key(id)).isEqualTo(www.privateKey());
        assertThat(directory.resolve(".unfinished-77")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 10, 60})
    void noticesEveryChangeOfAProtectedDeviceKey(int at) throws Exception {
        open(given(PASSPHRASE)).putKey(www.privateKey());
        byte[] content = Files.readAllBytes(keyFile());
        content[at] ^= 1;
        Files.write(keyFile(), content);

        assertThatThrownBy(() -> open(given(PASSPHRASE))).isInstanceOf(PkiException.class);
    }

    @Test
    void keepsAKeyInMemoryOnlyWhereItMayNotRest() throws Exception {
        Vault vault = open(PassphraseSource.NONE);

        String id = vault.putKey(www.privateKey(), false);

        assertThat(vault.key(id)).isEqualTo(www.privateKey());
        assertThat(vault.hasKey(id)).isTrue();
        assertThat(file(id)).doesNotExist();
        assertThat(vault.keys()).isEqualTo(1);
        assertThat(vault.keysOnDisk()).isZero();
        assertThat(open(PassphraseSource.NONE).hasKey(id)).isFalse();
    }

    @Test
    void removesKeysFromDiskAndBringsThemBack() throws Exception {
        Vault vault = open(PassphraseSource.NONE);
        String id = vault.putKey(www.privateKey());

        vault.keepKeysInMemory();
        String later = vault.putKey(ecKey());

        assertThat(file(id)).doesNotExist();
        assertThat(file(later)).doesNotExist();
        assertThat(vault.key(id)).isEqualTo(www.privateKey());
        assertThat(vault.persistsKeys()).isFalse();
        Runnable unused = vault.beginPersistingKeys();
        vault.persistKeys();
        assertThat(vault.persistsKeys()).isTrue();
        assertThat(open(PassphraseSource.NONE).key(id)).isEqualTo(www.privateKey());
        assertThat(open(PassphraseSource.NONE).key(later)).isEqualTo(ecKey());
    }

    @Test
    void takesBackWhatWasWrittenForACommitThatWasRefused() throws Exception {
        Vault vault = open(PassphraseSource.NONE);
        vault.keepKeysInMemory();
        String id = vault.putKey(www.privateKey());
        Runnable takeBack = vault.beginPersistingKeys();
        assertThat(file(id)).exists();

        takeBack.run();

        assertThat(file(id)).doesNotExist();
        assertThat(vault.key(id)).isEqualTo(www.privateKey());
        assertThat(vault.persistsKeys()).isFalse();
    }

    @Test
    void removesWhatNobodyPutLately() throws Exception {
        Vault vault = open(PassphraseSource.NONE);
        String chain = vault.putChain(www.chain());
        String key = vault.putKey(www.privateKey());
        String document = vault.putDocument(new byte[] {1, 2, 3});
        assertThat(vault.settledIds()).isEmpty();
        vault.remove(key);
        assertThat(vault.hasKey(key)).isTrue();
        now = now.plus(Duration.ofHours(2));
        assertThat(vault.settledIds()).containsExactlyInAnyOrder(chain, key, document);

        vault.remove(chain);
        vault.remove(key);
        assertThat(vault.document(document)).containsExactly(1, 2, 3);
        vault.remove(document);

        assertThat(vault.settledIds()).isEmpty();
        assertThatThrownBy(() -> vault.key(key)).hasMessageContaining("import it again");
        assertThatThrownBy(() -> vault.document(document)).hasMessageContaining("holds no document");
        assertThatThrownBy(() -> vault.chain(chain)).hasMessageContaining("import it again");
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).containsExactly(keyFile());
        }
    }

    private Vault open(PassphraseSource passphrase) throws PkiException {
        return Vault.open(directory, passphrase, () -> now);
    }

    private static PassphraseSource given(String passphrase) {
        return source(Optional.of(passphrase), Optional.empty());
    }

    private static PassphraseSource asked(String passphrase) {
        return source(Optional.empty(), Optional.of(passphrase));
    }

    private static PassphraseSource source(Optional<String> given, Optional<String> asked) {
        return new PassphraseSource() {
            @Override
            public Optional<char[]> given() {
                return given.map(String::toCharArray);
            }

            @Override
            public Optional<char[]> asked() {
                return asked.map(String::toCharArray);
            }
        };
    }

    private static PrivateKey ecKey() throws PkiException {
        return new CertificateImport(Fixture.CLOCK)
                .pem(Fixture.file("ec-leaf.pem"), Fixture.file("ec-key-pkcs8.pem"), Fixture.NO_PASSWORD)
                .privateKey();
    }

    private Path keyFile() {
        return directory.resolve("device.key");
    }

    private Path file(String id) {
        return directory.resolve(id.replace(':', '-') + ".key");
    }
}
