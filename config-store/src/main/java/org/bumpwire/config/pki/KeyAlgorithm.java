package org.bumpwire.config.pki;

import java.util.List;

/** The kinds of key that the device makes and serves. */
public enum KeyAlgorithm {
    ECDSA(256, List.of(256, 384, 521)),
    RSA(3072, List.of(2048, 3072, 4096, 6144, 8192));

    private final int defaultSize;
    private final List<Integer> sizes;

    KeyAlgorithm(int defaultSize, List<Integer> sizes) {
        this.defaultSize = defaultSize;
        this.sizes = sizes;
    }

    public int defaultSize() {
        return defaultSize;
    }

    /** What may be generated, in bits. */
    public List<Integer> sizes() {
        return sizes;
    }
}
