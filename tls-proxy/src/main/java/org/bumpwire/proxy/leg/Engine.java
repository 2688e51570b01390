package org.bumpwire.proxy.leg;

/** Who does the cryptography of a leg. */
public enum Engine {
    BORING_SSL("BoringSSL"),
    LEGACY("legacy");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    /** As operators are shown it. */
    public String title() {
        return title;
    }
}
