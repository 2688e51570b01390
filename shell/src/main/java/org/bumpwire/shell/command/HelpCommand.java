package org.bumpwire.shell.command;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.yang.ConfigModule;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Vocabulary;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.LinesReport;
import org.bumpwire.shell.render.Report;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains commands and configuration. */
@Command(
        name = "help",
        description = "Explain the shell, a command or the configuration",
        footer = {
            "",
            "help configuration STATEMENT explains a context and what it holds",
            "help reference explains every statement of the configuration",
            "help yang is the same as a YANG module, for programs that speak NETCONF"
        })
final class HelpCommand implements Verb {
    private static final List<Column> COLUMNS =
            List.of(Column.text("Command", "command"), Column.text("What it does", "help"));

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "A command, configuration, reference or yang")
    private List<Word> words = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        if (words.isEmpty()) {
            session.show(overview(session));
        } else if (words.get(0).text().equals("configuration")) {
            session.show(ConfigurationHelp.of(
                    words.subList(1, words.size()), session.sight().ofRole()));
        } else if (words.get(0).text().equals("reference")) {
            session.show(new LinesReport(
                    "reference", ConfigurationHelp.reference(session.sight().ofRole())));
        } else if (words.get(0).text().equals("yang")) {
            session.show(new LinesReport("yang", ConfigModule.text().lines().toList()));
        } else {
            session.show(new LinesReport("help", manual(session)));
        }
    }

    private List<String> manual(ShellSession session) throws SyntaxException {
        Vocabulary<org.bumpwire.shell.session.Command> commands = new Vocabulary<>();
        session.sessions().commandSet().commands().stream()
                .filter(c -> c.isFor(session))
                .forEach(c -> commands.add(c.name(), c));
        return commands.require(words.get(0), "command").manual(words.subList(1, words.size()));
    }

    private static Report overview(ShellSession session) {
        List<String> lines = new ArrayList<>();
        TableReport table = new TableReport("help", "There is no command", COLUMNS);
        session.sessions().commandSet().commands().stream()
                .filter(c -> c.availableIn(session.mode()) && c.isFor(session))
                .forEach(c -> table.row(Cell.of(c.name()), Cell.of(c.help())));
        lines.addAll(table.text(Integer.MAX_VALUE));
        lines.add("");
        lines.add("? lists what may come next, Tab completes, a unique beginning of a word is enough.");
        lines.add(
                "help COMMAND says more; help configuration explains what can be configured, help reference all of it,");
        lines.add("help yang the same for programs that speak NETCONF.");
        lines.add("Everything takes | match RE, except RE, begin RE, count, first N, last N, no-more, save FILE,");
        lines.add("display json and, for configuration, display set.");
        return new LinesReport("help", lines);
    }
}
