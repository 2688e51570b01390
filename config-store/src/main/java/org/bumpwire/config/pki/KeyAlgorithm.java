package org.bumpwire.config.pki;

import java.util.List;

/** The kinds of key that the device makes and serves. */
public enum KeyAlgorithm {
    ECDSA,
    RSA;

    public int defaultSize() {
        return switch (this) {
            case ECDSA -> 256;
            case RSA -> 3072;
        };
    }

    /** What may be generated, in bits. */
    public List<Integer> sizes() {
        return switch (this) {
            case ECDSA -> List.of(256, 384, 521);
            case RSA -> List.of(2048, 3072, 4096, 6144, 8192);
        };
    }
}
