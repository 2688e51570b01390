package org.bumpwire.shell.command;

import java.util.Arrays;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.pki.KeyProtection;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.NewPassword;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Protects the private keys on disk by a passphrase that each start needs, or lets go of it. */
@Command(
        name = "passphrase",
        description = "Protect the private keys on disk by a passphrase that each start needs",
        subcommands = {PassphraseCommand.Set.class, PassphraseCommand.Remove.class})
@Needs(value = Capability.MANAGE_KEYS, in = Mode.OPERATIONAL)
final class PassphraseCommand {
    private static final String CALLED = "passphrase";

    private PassphraseCommand() {}

    /** A first one or another one. */
    @Command(name = "set", description = "Set the passphrase, or change it; it is asked for at the terminal")
    @Needs(value = Capability.MANAGE_KEYS, in = Mode.OPERATIONAL, changesDevice = true)
    static final class Set implements Verb {
        @Override
        public void run(ShellSession session) throws CommandException {
            KeyProtection protection = session.device().vault().protection();
            try {
                confirmCurrent(session, protection);
                char[] chosen = NewPassword.ask(session.screen(), CALLED);
                try {
                    protection.protect(chosen);
                } finally {
                    Arrays.fill(chosen, '\0');
                }
            } catch (PkiException e) {
                throw CommandException.saying(e);
            }
            session.say("The private keys on disk are protected; the next start needs the new passphrase"
                    + " (typed, or with --passphrase-file). Without it they are lost");
        }
    }

    /** None any more. */
    @Command(name = "remove", description = "Let the device start without a passphrase again")
    @Needs(value = Capability.MANAGE_KEYS, in = Mode.OPERATIONAL, changesDevice = true)
    static final class Remove implements Verb {
        @Override
        public void run(ShellSession session) throws CommandException {
            KeyProtection protection = session.device().vault().protection();
            try {
                if (!protection.hasPassphrase()) {
                    throw new CommandException("No passphrase is set");
                }
                confirmCurrent(session, protection);
                protection.unprotect();
            } catch (PkiException e) {
                throw CommandException.saying(e);
            }
            session.say("The device starts without a passphrase; its device key file alone opens the private keys");
        }
    }

    private static void confirmCurrent(ShellSession session, KeyProtection protection)
            throws CommandException, PkiException {
        if (!protection.hasPassphrase()) {
            return;
        }
        char[] current = NewPassword.typed(session.screen(), "Current passphrase: ", CALLED);
        try {
            if (!protection.opensWith(current)) {
                throw new CommandException("This is not the current passphrase; nothing was changed");
            }
        } finally {
            Arrays.fill(current, '\0');
        }
    }
}
