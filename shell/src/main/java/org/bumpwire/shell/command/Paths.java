package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.StatementParser;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.tree.Token;
import org.bumpwire.config.tree.TreePrinter;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;

/** Words that lead to something in the configuration. */
final class Paths {
    private Paths() {}

    static Target target(ConfigPath at, List<Word> words) throws SyntaxException {
        try {
            return StatementParser.parseTarget(at, tokens(words));
        } catch (StatementException e) {
            throw fault(e, words);
        }
    }

    /** What is wrong with words, shown where they are in the line. */
    static SyntaxException fault(StatementException fault, List<Word> words) {
        String message = String.valueOf(fault.getMessage());
        if (fault.wordIndex() < words.size()) {
            return new SyntaxException(message, words.get(fault.wordIndex()), fault.expected());
        }
        int end = words.get(words.size() - 1).end() + 1;
        return new SyntaxException(message, end, end, fault.expected());
    }

    /** A context or a statement with all its values. */
    static Target whole(ConfigPath at, List<Word> words) throws SyntaxException {
        Target target = target(at, words);
        if (!target.items().isEmpty()) {
            throw new SyntaxException(
                    "Only a whole statement can be named here, not some of its values",
                    words.get(words.size() - 1),
                    List.of());
        }
        return target;
    }

    static List<Token> tokens(List<Word> words) {
        return words.stream().map(w -> new Token(w.text(), w.quoted())).toList();
    }

    /** Edit mode; a verb that is declared for it alone always finds it. */
    static Editing editing(ShellSession session) throws CommandException {
        return session.editing().orElseThrow(() -> new CommandException("Enter edit mode first: edit"));
    }

    /** Secrets are for those from whom nothing is kept. */
    static boolean seesSecrets(ShellSession session) {
        return session.seesSecrets();
    }

    static TreePrinter printer(ShellSession session) {
        return seesSecrets(session) ? TreePrinter.complete() : TreePrinter.masked();
    }
}
