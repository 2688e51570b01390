package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.tree.Annotation;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Writes something about a part of the candidate, for those who read it later. */
@Command(
        name = "annotate",
        description = "Write a note about a context or statement into the configuration",
        footer = {
            "",
            "For example: annotate segment LAN mode \"Until the new switch is there\"",
            "Without a statement it is about the context where you stand; \"\" removes the note.",
            "display shows notes where they belong, and what display shows loads them back."
        })
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT)
final class AnnotateCommand implements Verb {
    static final String WORDS = "[STATEMENT] \"TEXT\"";

    @Parameters(
            paramLabel = WORDS,
            arity = "1..*",
            description = "A context or a whole statement, and what there is to say about it")
    private List<Word> words = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        Editing editing = Paths.editing(session);
        try {
            editing.annotate(Annotation.parse(editing.at(), Paths.tokens(words)));
        } catch (StatementException e) {
            throw Paths.fault(e, words);
        }
    }
}
