package org.bumpwire.config.license;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.bumpwire.config.file.DurableDisk;
import org.bumpwire.config.license.LicenseStore.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseStoreTest {
    private static final String HEAD = "bumpwire-license 1\nholder Example Corp\nserial A-1\n";

    private final KeyPair issuer = key();

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("license");
    }

    @Test
    void everythingIsLicensedWhereThereIsNoFile() {
        LicenseStore store = open("2026-06-01T00:00:00Z");

        assertThat(store.state()).isEqualTo(State.VALID);
        assertThat(store.license().isBuiltIn()).isTrue();
        assertThat(store.features()).containsExactlyInAnyOrder(Feature.values());
        assertThat(store.maxConnections()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void takesUpALicenceForGood() throws LicenseException {
        LicenseStore store = open("2026-06-01T00:00:00Z");
        int[] told = {0};
        store.follow(() -> told[0]++);

        store.install(signed(HEAD + "feature server-inspection\nmax-connections 50\n"
                + "valid-from 2026-01-01T00:00:00Z\nvalid-until 2027-01-01T00:00:00Z\n"));

        assertThat(told).containsExactly(1);
        for (LicenseStore now : new LicenseStore[] {store, open("2026-06-01T00:00:00Z")}) {
            assertThat(now.state()).isEqualTo(State.VALID);
            assertThat(now.features()).containsExactly(Feature.SERVER_INSPECTION);
            assertThat(now.maxConnections()).isEqualTo(50);
            assertThat(now.license().holder()).isEqualTo("Example Corp");
            assertThat(now.license().serial()).isEqualTo("A-1");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T23:59:59Z, NOT_YET_VALID",
        "2026-01-01T00:00:00Z, VALID",
        "2026-12-31T23:59:59Z, VALID",
        "2027-01-01T00:00:00Z, EXPIRED"
    })
    void givesWhatItHasBetweenItsTimesOnly(String now, State state) throws IOException {
        Files.write(
                file,
                signed(HEAD + "feature client-inspection\nvalid-from 2026-01-01T00:00:00Z\n"
                        + "valid-until 2027-01-01T00:00:00Z\n"));

        assertThat(open(now).state()).isEqualTo(state);
        assertThat(open(now).features()).hasSize(state == State.VALID ? 1 : 0);
    }

    @Test
    void refusesWhatWouldNotHoldNow() {
        LicenseStore store = open("2026-06-01T00:00:00Z");

        assertThatThrownBy(() -> store.install(signed(HEAD + "valid-until 2026-06-01T00:00:00Z\n")))
                .hasMessage("it expired at 2026-06-01T00:00:00Z");
        assertThatThrownBy(() -> store.install(signed(HEAD + "valid-from 2026-06-01T00:00:01Z\n")))
                .hasMessage("it is not valid before 2026-06-01T00:00:01Z");
        assertThat(store.license().isBuiltIn()).isTrue();
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "feature mind-reading\n",
                "seats 5\n",
                "max-connections many\n",
                "max-connections -5\n",
                "valid-until tomorrow\n",
                "holder Somebody Else\n",
                "valid-until\n"
            })
    void refusesTermsThatItDoesNotKnow(String term) {
        assertThatThrownBy(() -> open("2026-06-01T00:00:00Z").install(signed(HEAD + term)))
                .isInstanceOf(LicenseException.class)
                .hasMessageStartingWith("it");
    }

    @Test
    void refusesALicenceThatWasChangedOrSignedByAnother() {
        byte[] changed = new String(signed(HEAD + "max-connections 50\n"), UTF_8)
                .replace("50", "5000")
                .getBytes(UTF_8);
        byte[] foreign = signed(HEAD, key());
        String cut = new String(signed(HEAD), UTF_8).substring(0, HEAD.length());

        for (byte[] bad : new byte[][] {changed, foreign}) {
            assertThatThrownBy(() -> open("2026-06-01T00:00:00Z").install(bad))
                    .hasMessageContaining("signature is not that of this device's vendor");
        }
        for (byte[] bad : new byte[][] {cut.getBytes(UTF_8), new byte[0], new byte[20_000], "hello".getBytes(UTF_8)}) {
            assertThatThrownBy(() -> open("2026-06-01T00:00:00Z").install(bad))
                    .isInstanceOf(LicenseException.class)
                    .hasMessageContaining("licence");
        }
    }

    @Test
    void aDamagedFileGivesNothing() throws IOException {
        Files.writeString(file, "bumpwire-license 1\nfeature client-inspection\nsignature AAAA\n");

        LicenseStore store = open("2026-06-01T00:00:00Z");

        assertThat(store.state()).isEqualTo(State.DAMAGED);
        assertThat(store.features()).isEmpty();
        assertThat(store.fault()).contains(file.toString(), "does not count");
    }

    private LicenseStore open(String now) {
        return LicenseStore.open(
                file, issuer.getPublic(), new DurableDisk(), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private byte[] signed(String text) {
        return signed(text, issuer);
    }

    private static byte[] signed(String text, KeyPair by) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(by.getPrivate());
            signer.update(text.getBytes(UTF_8));
            return (text + "signature " + Base64.getEncoder().encodeToString(signer.sign()) + "\n").getBytes(UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
