package org.bumpwire.shell.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.StatementChoices;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.StatementParser;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.tree.Token;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Vocabulary;
import org.bumpwire.shell.grammar.Word;

/** Lines that are configuration, not commands. */
final class Statements {
    private final ShellSession session;
    private final CommandSet commandSet;

    Statements(ShellSession session, CommandSet commandSet) {
        this.session = session;
        this.commandSet = commandSet;
    }

    /**
     * Whether a line that begins so is a statement. A whole word decides at once; a prefix must not fit a command as
     * well.
     */
    boolean begins(Word first, Vocabulary<Command> commands) throws SyntaxException {
        if (session.mode() != Mode.EDIT) {
            return false;
        }
        if (!first.quoted() && first.text().equals(StatementParser.INACTIVE)) {
            return true;
        }
        Vocabulary<Boolean> here = words(at());
        if (first.quoted() || here.names().contains(first.text())) {
            return true;
        }
        if (commands.names().contains(first.text())) {
            return false;
        }
        List<String> statements = here.matches(first.text());
        List<String> verbs = commands.matches(first.text());
        if (!statements.isEmpty() && !verbs.isEmpty()) {
            List<String> both = new ArrayList<>(statements);
            both.addAll(verbs);
            throw new SyntaxException("\"%s\" is ambiguous".formatted(first.text()), first, both);
        }
        return !statements.isEmpty() || (verbs.isEmpty() && isStatement(first));
    }

    /** Whether a word begins statements of the whole configuration. */
    boolean isStatement(Word first) {
        Vocabulary<Boolean> root = words(ConfigPath.root());
        return root.names().contains(first.text())
                || !root.matches(first.text()).isEmpty();
    }

    List<Choice> first(String prefix) {
        return session.mode() == Mode.EDIT ? choices(List.of(), prefix) : List.of();
    }

    List<Choice> choices(List<Word> before, String prefix) {
        List<Choice> choices = new ArrayList<>();
        for (org.bumpwire.config.type.Choice next : StatementChoices.after(
                at(), tokens(before), prefix, tree(), session.sight().sieve())) {
            if (!next.typed() && next.word().equals("FILE")) {
                choices.addAll(session.files().choices(prefix));
            }
            choices.add(of(next));
        }
        return choices;
    }

    static Choice of(org.bumpwire.config.type.Choice choice) {
        return choice.typed()
                ? Choice.keyword(choice.word(), choice.help())
                : Choice.placeholder(choice.word(), choice.help());
    }

    Command.Invocation parse(List<Word> words) throws SyntaxException {
        if (!words.get(0).quoted() && words.get(0).text().equals(StatementParser.INACTIVE)) {
            return parseInactive(words.subList(1, words.size()));
        }
        Statement statement;
        try {
            statement = StatementParser.parse(at(), tokens(words));
        } catch (StatementException e) {
            if (e.wordIndex() == words.size() && session.screen().interactive() && wantsSecret(words)) {
                return new Change(s -> assignSecret(words));
            }
            throw fault(e, words);
        }
        return new Change(s -> apply(statement));
    }

    /** A statement as display prints one that is out of force. */
    private Command.Invocation parseInactive(List<Word> words) throws SyntaxException {
        try {
            Statement statement = StatementParser.parse(at(), tokens(words));
            if (words.isEmpty() || statement instanceof Statement.Action) {
                throw new StatementException(0, "Expected a statement that can be inactive", List.of());
            }
            return new Change(s -> applyInactive(statement));
        } catch (StatementException e) {
            throw fault(e, words);
        }
    }

    private void applyInactive(Statement statement) throws CommandException {
        apply(statement);
        Editing editing = session.edit();
        for (Target target : Target.of(statement)) {
            if (!editing.candidate()
                    .tree()
                    .marked(target, true)
                    .equals(editing.candidate().tree())) {
                editing.mark(target, true);
            }
        }
    }

    static SyntaxException fault(StatementException fault, List<Word> words) {
        String message = String.valueOf(fault.getMessage());
        if (fault.wordIndex() < words.size()) {
            return new SyntaxException(message, words.get(fault.wordIndex()), fault.expected());
        }
        int end = words.isEmpty() ? 0 : words.get(words.size() - 1).end() + 1;
        return new SyntaxException(message, end, end, fault.expected());
    }

    static List<Token> tokens(List<Word> words) {
        return words.stream().map(w -> new Token(w.text(), w.quoted())).toList();
    }

    private void apply(Statement statement) throws CommandException {
        Editing editing = session.edit();
        Optional<CommandException> refusal = statement.match(new Statement.Cases<>() {
            @Override
            public Optional<CommandException> enter(Statement.EnterContext entered) {
                return refusal(() -> editing.enter(entered.path()));
            }

            @Override
            public Optional<CommandException> assign(Statement.Assign assigned) {
                return refusal(() -> editing.assign(assigned));
            }

            @Override
            public Optional<CommandException> action(Statement.Action asked) {
                return refusal(() -> act(editing, asked));
            }
        });
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private void act(Editing editing, Statement.Action asked) throws CommandException {
        ConfigAction action = commandSet.actions().get(asked.action().id());
        if (action == null) {
            throw new IllegalStateException(
                    "Nobody does '%s'".formatted(asked.action().id()));
        }
        // Before a file is read or a key made, for a refusal afterwards would leave it in the vault.
        session.requireChange(asked.path());
        action.run(session, editing, asked);
    }

    /** Whether the line lacks nothing but the secret at its end. */
    private boolean wantsSecret(List<Word> words) {
        try {
            return StatementParser.parse(at(), with(words, new String(Passwords.generate())))
                            instanceof Statement.Assign assign
                    && assign.edits().get(assign.edits().size() - 1).leaf().secret();
        } catch (StatementException e) {
            return false;
        }
    }

    private void assignSecret(List<Word> words) throws CommandException, SyntaxException {
        char[] secret = NewPassword.ask(session.screen());
        try {
            apply(StatementParser.parse(at(), with(words, new String(secret))));
        } catch (StatementException e) {
            throw fault(e, words);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static List<Token> with(List<Word> words, String last) {
        List<Token> tokens = new ArrayList<>(tokens(words));
        tokens.add(new Token(last, true));
        return tokens;
    }

    private Vocabulary<Boolean> words(ConfigPath path) {
        Vocabulary<Boolean> words = new Vocabulary<>();
        StatementChoices.after(path, List.of(), "", tree()).forEach(c -> words.add(c.word(), true));
        return words;
    }

    private ConfigPath at() {
        return session.editing().map(Editing::at).orElse(ConfigPath.root());
    }

    private ConfigTree tree() {
        return session.editing()
                .map(e -> e.candidate().tree())
                .orElseGet(() -> session.device().config().runningTree());
    }

    private static Optional<CommandException> refusal(Step step) {
        try {
            step.run();
            return Optional.empty();
        } catch (CommandException e) {
            return Optional.of(e);
        }
    }

    /** A step that may be refused. */
    private interface Step {
        void run() throws CommandException;
    }

    /** Work of a statement, once it is understood. */
    private interface Work {
        void run(ShellSession session) throws CommandException, SyntaxException;
    }

    /** A line that changes the candidate and nothing else. */
    private record Change(Work work) implements Command.Invocation {
        @Override
        public Capability needs() {
            return Capability.CONFIGURE;
        }

        @Override
        public boolean changesDevice() {
            return false;
        }

        @Override
        public void run(ShellSession session) throws CommandException, SyntaxException {
            work.run(session);
        }
    }
}
