package org.bumpwire.config.model;

import java.security.PrivateKey;

/** Stands in for a private key that the device was told to forget at its end; it can do nothing. */
enum MissingKey implements PrivateKey {
    INSTANCE;

    @Override
    public String getAlgorithm() {
        return "none";
    }

    @Override
    public String getFormat() {
        return "none";
    }

    @Override
    public byte[] getEncoded() {
        return new byte[0];
    }
}
