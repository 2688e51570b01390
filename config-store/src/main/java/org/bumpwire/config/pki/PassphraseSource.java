package org.bumpwire.config.pki;

import java.util.Optional;

/** Where the passphrase comes from that protects a device key; who asks wipes what was answered. */
public interface PassphraseSource {
    /** Knows none and asks nobody. */
    PassphraseSource NONE = new PassphraseSource() {
        @Override
        public Optional<char[]> given() {
            return Optional.empty();
        }

        @Override
        public Optional<char[]> asked() {
            return Optional.empty();
        }
    };

    /** The one that came with the start, if one did; a new device key is protected by it. */
    Optional<char[]> given() throws PkiException;

    /** The one that a person types, if one is there; asked only for a device key that is protected. */
    Optional<char[]> asked() throws PkiException;
}
