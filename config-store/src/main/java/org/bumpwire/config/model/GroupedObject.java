package org.bumpwire.config.model;

/** The kinds of objects to which a user group may limit its users (guide, chapter 9). */
public enum GroupedObject {
    SERVER,
    CLIENT_PROXY,
    DECRYPTION_POLICY,
    PROFILE
}
