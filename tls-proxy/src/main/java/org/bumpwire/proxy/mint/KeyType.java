package org.bumpwire.proxy.mint;

/** Kinds of leaf keys that minted certificates have; clients are given the first that they accept. */
public enum KeyType {
    EC,
    RSA;

    /** As JSSE's key managers name it. */
    public String jsseName() {
        return name();
    }
}
