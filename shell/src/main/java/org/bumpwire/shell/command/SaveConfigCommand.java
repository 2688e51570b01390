package org.bumpwire.shell.command;

import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Makes the running configuration the one that the device boots from. */
@Command(name = "save-config", description = "Keep the running configuration over a restart")
@Needs(value = Capability.CONFIGURE, changesDevice = true)
final class SaveConfigCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        save(session);
    }

    static void save(ShellSession session) throws CommandException {
        try {
            session.device().config().save(session.editor());
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
        session.say("The running configuration is saved");
    }
}
