package org.bumpwire.config.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshPublicKeyTest {
    private static final String PREFIX = "AAAAC3NzaC1lZDI1NTE5AAAAI";

    static List<String> keysOfOpenSsh() throws IOException {
        return lines("ssh-public-keys.txt");
    }

    @ParameterizedTest
    @MethodSource("keysOfOpenSsh")
    void readsWhatOpenSshWrites(String line) {
        SshPublicKey key = SshPublicKey.parse(line);

        assertThat(key.line()).isEqualTo(line.strip());
        assertThat(key.isEncodedAs(key.blob())).isTrue();
        assertThat(key).isEqualTo(SshPublicKey.parse(line + " other")).hasSameHashCodeAs(SshPublicKey.parse(line));
    }

    @Test
    void fingerprintsAsOpenSshDoes() throws IOException {
        assertThat(keysOfOpenSsh().stream().map(line -> SshPublicKey.parse(line).fingerprint()))
                .containsExactlyElementsOf(lines("ssh-public-key-fingerprints.txt"));
    }

    @ParameterizedTest
    @MethodSource("keysOfOpenSsh")
    void refusesAKeyCutAnywhere(String line) {
        SshPublicKey key = SshPublicKey.parse(line);
        byte[] blob = key.blob();
        for (int length = 1; length < blob.length; length++) {
            byte[] cut = Arrays.copyOf(blob, length);

            assertThatThrownBy(() -> read(key.type(), cut))
                    .as("%d bytes", length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("SSH key");
        }
    }

    @ParameterizedTest
    @MethodSource("keysOfOpenSsh")
    void refusesBytesAfterTheEnd(String line) {
        SshPublicKey key = SshPublicKey.parse(line);
        byte[] longer = Arrays.copyOf(key.blob(), key.blob().length + 1);

        assertThatThrownBy(() -> read(key.type(), longer)).hasMessage("SSH key has bytes after its end");
    }

    @Test
    void refusesAShortRsaKey() throws IOException {
        String line = lines("ssh-rsa-1024.txt").get(0);

        assertThatThrownBy(() -> SshPublicKey.parse(line))
                .hasMessage("SSH key of type 'ssh-rsa' must have 2048 to 16384 bits, has 1024");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ssh-ed25519", "ssh-ed25519 ***", "from=\"10.0.0.1\" ssh-ed25519 " + PREFIX})
    void refusesWhatIsNoKeyLine(String line) {
        assertThatThrownBy(() -> SshPublicKey.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be TYPE BASE64 [COMMENT]");
    }

    @Test
    void refusesATypeThatTheKeyIsNot() throws IOException {
        String line = keysOfOpenSsh().get(0).replace("ssh-ed25519 ", "ssh-rsa ");

        assertThatThrownBy(() -> SshPublicKey.parse(line))
                .hasMessage("SSH key of type 'ssh-ed25519' says that it were 'ssh-rsa'");
    }

    @Test
    void refusesTypesThatItDoesNotKnow() throws IOException {
        byte[] dss = field("ssh-dss");
        byte[] hostile = field("\u001b[2J");

        assertThatThrownBy(() -> read("ssh-dss", dss)).hasMessageContaining("SSH key type 'ssh-dss' is not supported");
        assertThatThrownBy(() -> read("ssh-rsa", hostile)).hasMessageContaining("SSH key type '?[2J'");
    }

    @Test
    void refusesLinesOfAnyLength() {
        assertThatThrownBy(() -> SshPublicKey.parse("ssh-rsa " + "A".repeat(8192)))
                .hasMessage("The SSH key must have at most 8192 characters");
    }

    @Test
    void givesAwayCopiesOfItsKey() throws IOException {
        SshPublicKey key = SshPublicKey.parse(keysOfOpenSsh().get(0));

        key.blob()[5] ^= 1;

        assertThat(key).isEqualTo(SshPublicKey.parse(keysOfOpenSsh().get(0)));
    }

    private static SshPublicKey read(String type, byte[] blob) {
        return SshPublicKey.parse(type + " " + Base64.getEncoder().encodeToString(blob));
    }

    private static byte[] field(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(new byte[] {0, 0, 0, (byte) text.length()});
        out.write(text.getBytes(US_ASCII));
        return out.toByteArray();
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = SshPublicKeyTest.class.getResourceAsStream("/access/" + name)) {
            return new String(in.readAllBytes(), US_ASCII).lines().toList();
        }
    }
}
