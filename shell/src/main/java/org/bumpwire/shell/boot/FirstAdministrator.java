package org.bumpwire.shell.boot;

import java.io.Console;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.PasswordRules;
import org.bumpwire.config.access.Passwords;
import org.jspecify.annotations.Nullable;

/**
 * Who may operate a device that was never configured.
 *
 * @param passwordHash as it may be stored
 * @param generated the password to be shown once; empty where the operator chose it
 */
record FirstAdministrator(String passwordHash, Optional<String> generated) {
    static final String NAME = "admin";

    /** Asks at the console for a password, and generates one where nothing was typed. */
    static FirstAdministrator askedAt(Console console) {
        char[] chosen = ask(console);
        return chosen.length == 0 ? withGeneratedPassword() : new FirstAdministrator(hash(chosen), Optional.empty());
    }

    static FirstAdministrator withGeneratedPassword() {
        char[] password = Passwords.generate();
        String shown = new String(password);
        return new FirstAdministrator(hash(password), Optional.of(shown));
    }

    /** What makes the account. */
    List<String> statements() {
        return List.of("aaa user " + NAME + " role administrator", "aaa user " + NAME + " password " + passwordHash);
    }

    /** Leaves the hash out. */
    @Override
    public String toString() {
        return "FirstAdministrator[" + NAME + "]";
    }

    private static String hash(char[] password) {
        String hash = Passwords.hash(password);
        Arrays.fill(password, ' ');
        return hash;
    }

    private static char[] ask(Console console) {
        console.printf("This device is new. Its first administrator is '%s'.%n", NAME);
        while (true) {
            char[] first = typed(console, "Password (empty: one is generated): ");
            if (first.length == 0) {
                return first;
            }
            Optional<String> refusal = PasswordRules.USUAL.refusal(NAME, first);
            if (refusal.isPresent()) {
                console.printf("%s%n", refusal.get());
            } else if (Arrays.equals(first, typed(console, "Again: "))) {
                return first;
            } else {
                console.printf("The two differ%n");
            }
        }
    }

    private static char[] typed(Console console, String prompt) {
        char @Nullable [] typed = console.readPassword("%s", prompt);
        return typed == null ? new char[0] : typed;
    }
}
