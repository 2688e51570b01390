package org.bumpwire.shell.session;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.bumpwire.config.access.PasswordRules;
import org.bumpwire.config.access.Passwords;

/** A password or passphrase that is chosen at the terminal: typed twice, unseen. */
public final class NewPassword {
    private NewPassword() {}

    /** The caller wipes the answer. */
    public static char[] ask(Screen screen) throws CommandException {
        return ask(screen, "password", Passwords::refusal);
    }

    /** A password of a user of this device, by its rules. */
    public static char[] of(Screen screen, String user, PasswordRules rules) throws CommandException {
        return ask(screen, "password", chosen -> rules.refusal(user, chosen));
    }

    /** The same for a secret of another name. */
    public static char[] ask(Screen screen, String called) throws CommandException {
        return ask(screen, called, Passwords::refusal);
    }

    private static char[] ask(Screen screen, String called, Function<char[], Optional<String>> rules)
            throws CommandException {
        char[] first = typed(screen, "New %s: ".formatted(called), called);
        char[] again = {};
        boolean good = false;
        try {
            Optional<String> refusal = rules.apply(first);
            if (refusal.isPresent()) {
                throw new CommandException(refusal.get().replace("password", called));
            }
            again = typed(screen, "Again: ", called);
            if (!Arrays.equals(first, again)) {
                throw new CommandException("The two %ss differ; nothing was changed".formatted(called));
            }
            good = true;
            return first;
        } finally {
            Arrays.fill(again, '\0');
            if (!good) {
                Arrays.fill(first, '\0');
            }
        }
    }

    /** A password that stands in a line already, if it is good enough. */
    public static char[] given(char[] password) throws CommandException {
        Optional<String> refusal = Passwords.refusal(password);
        if (refusal.isPresent()) {
            throw new CommandException(refusal.get());
        }
        return password;
    }

    /** What is typed unseen at the terminal; refused where there is none. */
    public static char[] typed(Screen screen, String prompt, String called) throws CommandException {
        return screen.askSecret(prompt)
                .orElseThrow(() -> new CommandException(
                        "A %s must be typed at a terminal; nothing was changed".formatted(called)));
    }
}
