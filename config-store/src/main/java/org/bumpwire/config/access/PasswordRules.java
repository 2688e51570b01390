package org.bumpwire.config.access;

import java.util.Locale;
import java.util.Optional;

/**
 * What a password of the device's own accounts must be like, beyond what every password must be like.
 *
 * @param minLength characters
 * @param minClasses how many of lower-case letters, upper-case letters, digits and others it must have
 * @param refusesUserName whether it must not contain the name of its user, forwards or backwards
 */
public record PasswordRules(int minLength, int minClasses, boolean refusesUserName) {
    /** Those of a device where nobody said otherwise. */
    public static final PasswordRules USUAL = new PasswordRules(Passwords.MIN_LENGTH, 1, true);

    /** A shorter name is too likely to be in a password by chance. */
    private static final int SHORTEST_NAME = 3;

    /** Why a user may not have a password, or nothing. */
    public Optional<String> refusal(String user, char[] password) {
        Optional<String> always = Passwords.refusal(password);
        if (always.isPresent()) {
            return always;
        }
        if (password.length < minLength) {
            return Optional.of(
                    "The password must have at least %d characters (aaa login password-rules)".formatted(minLength));
        }
        if (classes(password) < minClasses) {
            return Optional.of(("The password must have %d of these: lower-case letters, upper-case letters, digits,"
                            + " others (aaa login password-rules)")
                    .formatted(minClasses));
        }
        if (refusesUserName && contains(password, user)) {
            return Optional.of("The password must not contain the name of its user (aaa login password-rules)");
        }
        return Optional.empty();
    }

    private static int classes(char[] password) {
        boolean lower = false;
        boolean upper = false;
        boolean digit = false;
        boolean other = false;
        for (char character : password) {
            if (Character.isLowerCase(character)) {
                lower = true;
            } else if (Character.isUpperCase(character)) {
                upper = true;
            } else if (Character.isDigit(character)) {
                digit = true;
            } else {
                other = true;
            }
        }
        return (lower ? 1 : 0) + (upper ? 1 : 0) + (digit ? 1 : 0) + (other ? 1 : 0);
    }

    private static boolean contains(char[] password, String user) {
        String name = user.toLowerCase(Locale.ROOT);
        String text = new String(password).toLowerCase(Locale.ROOT);
        return name.length() >= SHORTEST_NAME
                && (text.contains(name)
                        || text.contains(new StringBuilder(name).reverse().toString()));
    }
}
