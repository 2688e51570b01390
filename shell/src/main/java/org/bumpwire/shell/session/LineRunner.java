package org.bumpwire.shell.session;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.LineLexer;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.grammar.Pipeline;
import org.bumpwire.shell.grammar.PipelineParser;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.TypedLine;
import org.bumpwire.shell.grammar.Vocabulary;
import org.bumpwire.shell.grammar.Word;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a line: understood, allowed, run, answered, written into the audit log. */
final class LineRunner {
    private static final Logger LOG = LoggerFactory.getLogger(LineRunner.class);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ShellSession session;
    private final CommandSet commandSet;
    private final Statements statements;

    LineRunner(ShellSession session, CommandSet commandSet) {
        this.session = session;
        this.commandSet = commandSet;
        this.statements = new Statements(session, commandSet);
    }

    Outcome run(String line, int number) {
        Secrets secrets = secrets(line);
        String context = session.context();
        boolean durable = false;
        boolean editing = session.mode() == Mode.EDIT;
        String fault;
        try {
            TypedLine typed = LineLexer.read(line);
            if (typed.isEmpty()) {
                return Outcome.ACCEPTED;
            }
            if (asksForHelp(typed)) {
                return help(typed);
            }
            Pipeline pipeline = PipelineParser.parse(typed.pipes());
            Command.Invocation invocation = understood(typed);
            durable = invocation.changesDevice();
            require(invocation, pipeline);
            answer(invocation, pipeline);
            fault = "";
        } catch (SyntaxException e) {
            complain(complaint(e, line, number, secrets));
            fault = String.valueOf(e.getMessage());
        } catch (CommandException e) {
            complain(Complaint.about(String.valueOf(e.getMessage()), number));
            fault = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            fault = incident(e);
            complain(Complaint.about(fault, number));
        }
        boolean accepted = fault.isEmpty();
        if (!accepted && editing && !durable) {
            session.refused(number);
        }
        keep(context, secrets, accepted, fault, durable);
        return accepted ? Outcome.ACCEPTED : Outcome.REFUSED;
    }

    Secrets secrets(String line) {
        return Secrets.of(line, session.editing().map(Editing::at));
    }

    List<Choice> choices(PartialLine line) {
        return all(line).stream()
                .filter(c -> c.placeholder()
                        || c.word()
                                .regionMatches(
                                        true, 0, line.prefix(), 0, line.prefix().length()))
                .distinct()
                .toList();
    }

    private List<Choice> all(PartialLine line) {
        if (line.pipe()) {
            return PipelineParser.wantsFile(line.before())
                    ? session.files().choices(line.prefix())
                    : PipelineParser.choices(line.before());
        }
        List<Word> before = line.before();
        if (before.isEmpty()) {
            List<Choice> choices = new ArrayList<>(statements.first(line.prefix()));
            offered().forEach(c -> choices.add(Choice.keyword(c.name(), c.help())));
            return choices;
        }
        try {
            Vocabulary<Command> commands = commands();
            Word first = before.get(0);
            if (!first.quoted() && !statements.begins(first, commands)) {
                Command command = commands.require(first, "command");
                return command.choices(session, before.subList(1, before.size()), line.prefix());
            }
            return statements.choices(before, line.prefix());
        } catch (SyntaxException e) {
            return List.of();
        }
    }

    private Command.Invocation understood(TypedLine line) throws SyntaxException {
        List<Word> words = line.words();
        if (words.isEmpty()) {
            throw new SyntaxException("A command must stand before the pipe", 0, 1);
        }
        Word first = words.get(0);
        Vocabulary<Command> commands = commands();
        if (statements.begins(first, commands)) {
            return statements.parse(words);
        }
        if (session.mode() == Mode.OPERATIONAL
                && statements.isStatement(first)
                && commands.find(first).isEmpty()) {
            throw new SyntaxException(
                    "\"%s\" belongs to the configuration; enter edit mode first: edit".formatted(first.text()),
                    first,
                    List.of());
        }
        if (commands.find(first).isEmpty()) {
            refuseMode(first);
        }
        Command command = commands.require(first, session.mode() == Mode.EDIT ? "statement or command" : "command");
        return command.parse(first, words.subList(1, words.size()));
    }

    /** A question mark at the end, where no key could ask at once. */
    private static boolean asksForHelp(TypedLine line) {
        List<Word> words = line.pipes().isEmpty()
                ? line.words()
                : line.pipes().get(line.pipes().size() - 1).words();
        Word last = words.isEmpty() ? Word.NONE : words.get(words.size() - 1);
        return last.text().equals("?") && !last.quoted();
    }

    private Outcome help(TypedLine line) {
        int cursor = line.text().lastIndexOf('?');
        session.help(line.text(), cursor).orElse(List.of()).forEach(session.screen()::line);
        session.screen().flush();
        return Outcome.ACCEPTED;
    }

    /** Says it plainly where the word is a command, but of the other mode. */
    private void refuseMode(Word first) throws SyntaxException {
        for (Command command : commandSet.commands()) {
            if (command.name().equals(first.text())) {
                throw new SyntaxException(
                        session.mode() == Mode.EDIT
                                ? "\"%s\" works outside edit mode; leave it first: exit".formatted(first.text())
                                : "\"%s\" works in edit mode; enter it first: edit".formatted(first.text()),
                        first,
                        List.of());
            }
        }
    }

    private Vocabulary<Command> commands() {
        Vocabulary<Command> commands = new Vocabulary<>();
        available().forEach(c -> commands.add(c.name(), c));
        return commands;
    }

    /** What the operator may run is completed and shown; what they may not is known, to be refused with the reason. */
    private List<Command> offered() {
        return available().stream().filter(c -> c.isFor(session)).toList();
    }

    private List<Command> available() {
        return commandSet.commands().stream()
                .filter(c -> c.availableIn(session.mode()))
                .toList();
    }

    private void require(Command.Invocation invocation, Pipeline pipeline) throws CommandException {
        if (session.rights().isEmpty()) {
            session.hangup();
            throw new CommandException("Your account is gone");
        }
        session.require(invocation.needs(), invocation.grant());
        if (pipeline.saveTo().isPresent()) {
            session.require(Capability.OPERATE, Grant.WRITE);
        }
    }

    private void answer(Command.Invocation invocation, Pipeline pipeline) throws CommandException, SyntaxException {
        Answer answer = session.begin(pipeline);
        boolean complete = false;
        try {
            invocation.run(session);
            complete = true;
        } finally {
            if (!complete) {
                answer.abandon();
            }
        }
        answer.end();
    }

    private void complain(List<String> lines) {
        lines.forEach(session.screen()::errorLine);
    }

    /** A line with secrets is not shown again, not even to who typed it. */
    private List<String> complaint(SyntaxException fault, String line, int number, Secrets secrets) {
        if (!secrets.text().equals(line)) {
            return Complaint.about(String.valueOf(fault.getMessage()), number);
        }
        Screen screen = session.screen();
        return Complaint.about(fault, line, number, screen.typedAt(), screen.columns());
    }

    private void keep(String context, Secrets secrets, boolean accepted, String fault, boolean durable) {
        String result = accepted ? "ok" : secrets.maskedIn(fault);
        boolean kept = session.sessions().audit().record(session, context, secrets.text(), accepted, result, durable);
        if (!kept) {
            complain(List.of("warning: The audit log could not be written; see the device's own log"));
        }
    }

    private static String incident(RuntimeException fault) {
        byte[] id = new byte[4];
        RANDOM.nextBytes(id);
        String name = HexFormat.of().formatHex(id);
        LOG.error("Incident {}: a command failed", name, fault);
        return "Internal fault, incident %s; the command may be half done, see the device's own log".formatted(name);
    }
}
