package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;

/** Takes over into the candidate what others have committed. */
@Command(name = "update", description = "Take over what others have committed; your changes stay")
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class UpdateCommand implements Verb {
    @Override
    public void run(ShellSession session) throws CommandException {
        Candidate candidate = Paths.editing(session).candidate();
        if (candidate.base().equals(session.device().config().runningTree())) {
            session.say("Nothing was committed since you began");
            return;
        }
        List<String> conflicts = candidate.update();
        if (!conflicts.isEmpty()) {
            throw new CommandException("Nothing was taken over, for these conflict (make them agree, or discard):\n"
                    + String.join("\n", conflicts));
        }
        session.say("Your candidate is based on revision %d now"
                .formatted(session.device().config().running().revision()));
    }
}
