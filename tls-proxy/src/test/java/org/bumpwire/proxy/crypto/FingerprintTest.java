package org.bumpwire.proxy.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    @Test
    void isSha256() {
        assertThat(Fingerprint.of("abc".getBytes(US_ASCII)))
                .hasToString("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void isEqualForEqualBytesOnly() {
        assertThat(Fingerprint.of(new byte[] {1})).isEqualTo(Fingerprint.of(new byte[] {1}));
        assertThat(Fingerprint.of(new byte[] {1})).isNotEqualTo(Fingerprint.of(new byte[] {2}));
    }

    @Test
    void tellsPartsThatAreDividedDifferentlyApart() {
        List<byte[]> one = List.of(new byte[] {1, 2}, new byte[] {3});
        List<byte[]> other = List.of(new byte[] {1}, new byte[] {2, 3});

        assertThat(Fingerprint.of(one)).isNotEqualTo(Fingerprint.of(other));
    }
}
