package org.bumpwire.shell.session;

import java.util.Arrays;
import java.util.Optional;
import org.bumpwire.config.access.Passwords;

/** A password that is chosen at the terminal: typed twice, unseen. */
public final class NewPassword {
    private NewPassword() {}

    /** The caller wipes the answer. */
    public static char[] ask(Screen screen) throws CommandException {
        char[] first = typed(screen, "New password: ");
        char[] again = {};
        boolean good = false;
        try {
            Optional<String> refusal = Passwords.refusal(first);
            if (refusal.isPresent()) {
                throw new CommandException(refusal.get());
            }
            again = typed(screen, "Again: ");
            if (!Arrays.equals(first, again)) {
                throw new CommandException("The two passwords differ; nothing was changed");
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

    private static char[] typed(Screen screen, String prompt) throws CommandException {
        return screen.askSecret(prompt)
                .orElseThrow(() -> new CommandException("A password must be typed at a terminal; nothing was changed"));
    }
}
