package org.bumpwire.config.access;

import java.util.Optional;

/** Passwords as they may be stored, their rules, and new ones. */
@SuppressWarnings("DoNotCallSuggester")
public final class Passwords {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 256;

    private Passwords() {}

    /** A salted, self-describing hash; takes about a tenth of a second, so not on an event loop. */
    public static String hash(char[] password) {
        throw new UnsupportedOperationException(String.valueOf(password.length));
    }

    /** Whether the text is a hash that {@link #hash} could have made. */
    public static boolean isHash(String text) {
        throw new UnsupportedOperationException(text);
    }

    /** Compares in constant time; takes as long as {@link #hash}. */
    public static boolean matches(char[] password, String hash) {
        throw new UnsupportedOperationException(hash + password.length);
    }

    /** Why a password may not be set, or nothing. */
    public static Optional<String> refusal(char[] password) {
        throw new UnsupportedOperationException(String.valueOf(password.length));
    }

    /** A password that nobody guesses and everybody can type: about 100 bits in letters and digits. */
    public static char[] generate() {
        throw new UnsupportedOperationException();
    }
}
