package org.bumpwire.shell.session;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;

/** A verb of the shell, with all that may follow it. */
public interface Command {
    String name();

    /** One line for {@code ?}. */
    String help();

    /** Everything about the command, or about what the words after it name. */
    List<String> manual(List<Word> arguments) throws SyntaxException;

    boolean availableIn(Mode mode);

    /** Whether the operator may run it, or a command that begins so. */
    boolean isFor(ShellSession session);

    /** What may come after these words; anything may be answered, the caller keeps what fits the prefix. */
    List<Choice> choices(ShellSession session, List<Word> before, String prefix);

    /** Understands the words, so that only the run can go wrong later. */
    Invocation parse(Word verb, List<Word> arguments) throws SyntaxException;

    /** One understood command. */
    interface Invocation {
        Capability needs();

        /** How far the capability must go. */
        default Grant grant() {
            return Grant.WRITE;
        }

        /** Whether it changes the device, so that its audit record must outlive a crash. */
        boolean changesDevice();

        void run(ShellSession session) throws CommandException, SyntaxException;
    }
}
