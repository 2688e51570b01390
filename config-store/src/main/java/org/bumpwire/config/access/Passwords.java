package org.bumpwire.config.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** Passwords as they may be stored, their rules, and new ones. */
public final class Passwords {
    public static final int MIN_LENGTH = 8;
    public static final int MAX_LENGTH = 256;

    // 16 MiB for each guess: memory is what makes guessing dear on a graphics card.
    private static final int COST = 14;
    private static final int BLOCK_SIZE = 8;
    private static final int PARALLELISM = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    // What others may have set is read up to 128 MiB.
    private static final Pattern FORM =
            Pattern.compile("\\$scrypt\\$ln=(1[0-7]),r=8,p=([1-4])\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private static final String UNAMBIGUOUS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GENERATED_LENGTH = 20;

    private Passwords() {}

    /** A salted, self-describing hash (scrypt); takes about a tenth of a second, so not on an event loop. */
    public static String hash(char[] password) {
        byte[] salt = random(SALT_BYTES);
        return text(salt, derive(password, salt, COST, PARALLELISM));
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
        int cost = Integer.parseInt(stored.get().group(1));
        int parallelism = Integer.parseInt(stored.get().group(2));
        byte[] salt = Base64.getDecoder().decode(stored.get().group(3));
        byte[] expected = Base64.getDecoder().decode(stored.get().group(4));
        return MessageDigest.isEqual(expected, derive(password, salt, cost, parallelism));
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
    public static String unmatchable() {
        return text(random(SALT_BYTES), random(HASH_BYTES));
    }

    private static Optional<Matcher> parsed(String hash) {
        return Optional.of(FORM.matcher(hash)).filter(Matcher::matches);
    }

    private static String text(byte[] salt, byte[] hash) {
        return "$scrypt$ln=%d,r=%d,p=%d$%s$%s".formatted(COST, BLOCK_SIZE, PARALLELISM, base64(salt), base64(hash));
    }

    private static byte[] derive(char[] password, byte[] salt, int cost, int parallelism) {
        ByteBuffer encoded = UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        try {
            return SCrypt.generate(bytes, salt, 1 << cost, BLOCK_SIZE, parallelism, HASH_BYTES);
        } finally {
            Arrays.fill(bytes, (byte) 0);
            encoded.clear().put(new byte[encoded.capacity()]);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
