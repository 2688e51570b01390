package org.bumpwire.shell.command;

import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says for this session how large its terminal is. */
@Command(
        name = "terminal",
        description = "How long pages and how wide tables are in this session",
        subcommands = {TerminalCommand.Length.class, TerminalCommand.Width.class})
@Needs
final class TerminalCommand {
    private static final int LARGEST = 1_000;

    private TerminalCommand() {}

    /** Pages. */
    @Command(name = "length", description = "Pages of so many lines, whatever the window is; 0 for no pages")
    @Needs
    static final class Length implements Verb {
        @Parameters(paramLabel = "LINES", description = "0, or 3 to 1000")
        private Word lines = Word.NONE;

        @Override
        public void run(ShellSession session) throws SyntaxException {
            int rows = (int) Arguments.number(lines, 0, LARGEST);
            session.screen().pages(rows);
        }
    }

    /** Tables. */
    @Command(name = "width", description = "Tables of so many columns, whatever the window is")
    @Needs
    static final class Width implements Verb {
        @Parameters(paramLabel = "COLUMNS", description = "20 to 1000")
        private Word columns = Word.NONE;

        @Override
        public void run(ShellSession session) throws SyntaxException {
            session.screen().width((int) Arguments.number(columns, 20, LARGEST));
        }
    }
}
