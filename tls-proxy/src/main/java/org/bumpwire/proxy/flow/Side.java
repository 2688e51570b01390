package org.bumpwire.proxy.flow;

/** Whom a leg faces, or whose bytes are meant. */
public enum Side {
    CLIENT("client"),
    SERVER("server");

    private final String word;

    Side(String word) {
        this.word = word;
    }

    /** As in counters' names and details. */
    public String word() {
        return word;
    }

    public Side other() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
