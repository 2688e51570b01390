package org.bumpwire.shell.command;

import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a session that its operator left behind, or that holds a lock. */
@Command(
        name = "disconnect",
        description = "Hang up on another session from the network, a shell or NETCONF",
        footer = {"", "Its uncommitted changes are dropped, and others may commit again if it edited alone."})
@Needs(value = Capability.LOOK, grant = Grant.READ, changesDevice = true)
final class DisconnectCommand implements Verb {
    @Parameters(
            paramLabel = "OPERATOR",
            description = "The session's number in show users; your own or, with capability users, any")
    private Word number = Word.NONE;

    @Override
    public void run(ShellSession session) throws CommandException {
        ShellSession other = session.sessions().toEnd(session, number.text());
        other.hangup();
        session.say("Session %d of %s is hung up on"
                .formatted(other.id(), other.operator().user()));
    }
}
