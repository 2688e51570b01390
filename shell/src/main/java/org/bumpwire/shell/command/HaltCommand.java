package org.bumpwire.shell.command;

import org.bumpwire.config.access.Capability;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Stops the device. */
@Command(name = "halt", description = "Stop the device")
@Needs(value = Capability.CONTROL_DEVICE, in = Mode.OPERATIONAL, changesDevice = true)
final class HaltCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        if (session.screen().interactive()
                && !session.screen().confirm("Stop the device and all traffic through it?")) {
            throw new CommandException("The device goes on");
        }
        session.say("The device stops");
        session.device().stop().run();
    }
}
