package org.bumpwire.config.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** Passwords as they may be stored, their rules, and new ones. */
public final class Passwords {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 256;

    // OWASP's recommendation for PBKDF2 with HMAC-SHA-512.
    private static final int ITERATIONS = 210_000;
    private static final int MAX_ITERATIONS = 10 * ITERATIONS;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM =
            Pattern.compile("\\$pbkdf2-sha512\\$([1-9][0-9]{3,6})\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private static final String UNAMBIGUOUS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GENERATED_LENGTH = 20;

    private Passwords() {}

    /** A salted, self-describing hash; takes about a tenth of a second, so not on an event loop. */
    public static String hash(char[] password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return "$pbkdf2-sha512$" + ITERATIONS + "$" + base64(salt) + "$" + base64(derive(password, salt, ITERATIONS));
    }

    /** Whether the text is a hash that {@link #hash} could have made. */
    public static boolean isHash(String text) {
        return parsed(text).isPresent();
    }

    /** Compares in constant time; takes as long as {@link #hash}, and matches nothing, at once, that is no hash. */
    public static boolean matches(char[] password, String hash) {
        Optional<Matcher> stored = parsed(hash);
        if (stored.isEmpty() || password.length > MAX_LENGTH) {
            return false;
        }
        int iterations = Integer.parseInt(stored.get().group(1));
        byte[] salt = Base64.getDecoder().decode(stored.get().group(2));
        byte[] expected = Base64.getDecoder().decode(stored.get().group(3));
        return MessageDigest.isEqual(expected, derive(password, salt, iterations));
    }

    /** Why a password may not be set, or nothing. */
    public static Optional<String> refusal(char[] password) {
        if (password.length < MIN_LENGTH) {
            return Optional.of("The password must have at least %d characters".formatted(MIN_LENGTH));
        }
        if (password.length > MAX_LENGTH) {
            return Optional.of("The password must have at most %d characters".formatted(MAX_LENGTH));
        }
        for (char character : password) {
            if (Character.isISOControl(character)) {
                return Optional.of("The password must have no control characters");
            }
        }
        return Optional.empty();
    }

    /** A password that nobody guesses and everybody can type: 100 bits in lower-case letters and digits. */
    public static char[] generate() {
        SecureRandom random = new SecureRandom();
        char[] password = new char[GENERATED_LENGTH];
        for (int i = 0; i < password.length; i++) {
            password[i] = UNAMBIGUOUS.charAt(random.nextInt(UNAMBIGUOUS.length()));
        }
        return password;
    }

    /** A hash that costs as much as any other to compare with and that no password has. */
    static String unmatchable() {
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES];
        new SecureRandom().nextBytes(salt);
        new SecureRandom().nextBytes(hash);
        return "$pbkdf2-sha512$" + ITERATIONS + "$" + base64(salt) + "$" + base64(hash);
    }

    private static Optional<Matcher> parsed(String hash) {
        return Optional.of(FORM.matcher(hash))
                .filter(form -> form.matches() && Integer.parseInt(form.group(1)) <= MAX_ITERATIONS);
    }

    private static byte[] derive(char[] password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is not available", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
