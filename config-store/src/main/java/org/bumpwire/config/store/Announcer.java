package org.bumpwire.config.store;

/** Tells operators what happened to the configuration; must not wait for any of them. */
public interface Announcer {
    /**
     * Tells them in a sentence.
     *
     * @param session the one that caused it, by the word of its {@link Editor}, and knows already; empty for none
     */
    void announce(String sentence, String session);
}
