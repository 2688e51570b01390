package org.bumpwire.stats;

/** One named number that an operator can read. */
public interface Reading {
    /** How the number moves: up only, up and down, or the highest that a gauge has been. */
    enum Kind {
        COUNTER,
        GAUGE,
        PEAK
    }

    String name();

    /** One sentence that says what is counted, in the words of the operator. */
    String help();

    Kind kind();

    long value();

    /** Forgets what was counted; a gauge keeps its value, for what it shows is still there. */
    void clear();
}
