package org.bumpwire.shell.command;

import java.util.Arrays;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.NewPassword;
import org.bumpwire.shell.session.ShellSession;

/** Reads what may be encrypted: with the password of the line, or else with one that is asked for where it is needed. */
final class Unlocking {
    private Unlocking() {}

    /** Reading that a password may open; the password is wiped afterwards. */
    interface Reading<T> {
        T with(char[] password) throws PkiException, CommandException;
    }

    static <T> T read(ShellSession session, Statement.Action asked, Reading<T> reading) throws CommandException {
        char[] given = ActionArguments.text(asked, "password").toCharArray();
        try {
            return reading.with(given);
        } catch (PkiException e) {
            if (!e.wantsPassword() || given.length > 0 || !session.screen().interactive()) {
                throw CommandException.saying(e);
            }
        } finally {
            Arrays.fill(given, '\0');
        }
        char[] typed = NewPassword.typed(session.screen(), "Password: ", "password");
        try {
            return reading.with(typed);
        } catch (PkiException e) {
            throw CommandException.saying(e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }
}
