package org.bumpwire.config.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Who may confirm a commit that waits for it.
 *
 * @param text a word for the disk, which tells no token; empty for anybody
 */
public record Claim(String text) {
    private static final Pattern FORM = Pattern.compile("|session|sha256:[0-9a-f]{64}");

    /** Whoever may commit. */
    public static final Claim ANYBODY = new Claim("");
    /** The session that made it, with which it ends. */
    public static final Claim SESSION = new Claim("session");

    public Claim {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Expected a claim, not '%s'".formatted(text));
        }
    }

    /** Whoever knows a token. */
    public static Claim token(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            return new Claim("sha256:" + HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a token is the right one, found out in a time that does not tell how much of it is. */
    public boolean fits(String token) {
        return MessageDigest.isEqual(text.getBytes(UTF_8), token(token).text.getBytes(UTF_8));
    }
}
