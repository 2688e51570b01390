package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.Target;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Enters edit mode, and there a context. */
@Command(name = "edit", description = "Enter edit mode, with a private copy of the configuration")
@Needs(Capability.CONFIGURE)
final class EditCommand implements Verb {
    @Parameters(
            paramLabel = "exclusive|STATEMENT",
            arity = "0..*",
            description = "The context to go to, or how to edit")
    private List<Word> path = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        Editing editing = session.edit();
        if (path.isEmpty() || isWord("private")) {
            return;
        }
        if (isWord("exclusive")) {
            editAlone(session, editing);
            return;
        }
        Target target = Paths.target(editing.at(), path);
        if (target.leaf().isPresent()) {
            throw new SyntaxException(
                    "This is a statement with a value, not a context", path.get(path.size() - 1), List.of());
        }
        editing.enter(target.path());
    }

    private boolean isWord(String word) {
        return path.size() == 1 && !path.get(0).quoted() && path.get(0).text().equals(word);
    }

    private static void editAlone(ShellSession session, Editing editing) throws CommandException {
        try {
            session.device().config().editExclusively(editing.candidate());
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
        long others = session.sessions().list().stream()
                .filter(s -> s != session
                        && s.editing().filter(e -> e.candidate().changed()).isPresent())
                .count();
        session.say("Nobody else can commit until you leave edit mode"
                + (others == 0 ? "" : " (%d have changes: show users)".formatted(others)));
    }
}
