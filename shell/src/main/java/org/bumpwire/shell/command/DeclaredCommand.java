package org.bumpwire.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.Rights;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.Command;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command that is declared by picocli's annotations: name, help, subcommands, options and parameters. A declaration is
 * read when it is first needed, so that a start does not wait for those of all commands.
 */
final class DeclaredCommand implements Command {
    private final Class<?> declaration;
    private final CommandLine.Command annotation;
    private @Nullable CommandSpec spec;

    DeclaredCommand(Class<?> declaration) {
        this.declaration = declaration;
        this.annotation = declaration.getAnnotation(CommandLine.Command.class);
    }

    @Override
    public String name() {
        return annotation.name();
    }

    @Override
    public String help() {
        return String.join(" ", annotation.description());
    }

    @Override
    public List<String> manual(List<Word> arguments) throws SyntaxException {
        CommandSpec leaf = spec();
        StringBuilder typed = new StringBuilder(name());
        for (Word word : arguments) {
            if (leaf.subcommands().isEmpty()) {
                break;
            }
            leaf = Syntax.subcommands(leaf).require(word, "word after " + typed);
            typed.append(' ').append(leaf.name());
        }
        return Manual.of(typed.toString(), leaf);
    }

    @Override
    public boolean availableIn(Mode mode) {
        return List.of(needs(declaration).in()).contains(mode);
    }

    @Override
    public boolean isFor(ShellSession session) {
        // Whether anything is kept from them is known without reading the declaration.
        return session.rights().filter(Rights::isUnlimited).isPresent() || isFor(session, spec());
    }

    @Override
    public List<Choice> choices(ShellSession session, List<Word> before, String prefix) {
        Syntax syntax;
        try {
            syntax = Syntax.follow(spec(), Word.NONE, before);
        } catch (SyntaxException e) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        if (!syntax.spec().subcommands().isEmpty()) {
            syntax.spec().subcommands().forEach((name, line) -> {
                if (isFor(session, line.getCommandSpec())) {
                    choices.add(Choice.keyword(name, Syntax.help(line.getCommandSpec())));
                }
            });
            return choices;
        }
        if (!isFor(session, syntax.spec())) {
            return List.of();
        }
        Optional<ArgSpec> wanted = syntax.wanted();
        if (wanted.isPresent()) {
            return values(session, syntax, wanted.get(), prefix);
        }
        for (ArgSpec argument : syntax.possible()) {
            choices.addAll(values(session, syntax, argument, prefix));
        }
        syntax.left().forEach(o -> choices.add(Choice.keyword(o.longestName(), Syntax.help(o))));
        if (prefix.isEmpty() && syntax.isComplete()) {
            choices.add(Choice.placeholder("<enter>", "Do it"));
        }
        return choices;
    }

    @Override
    public Invocation parse(Word verb, List<Word> arguments) throws SyntaxException {
        Syntax syntax = Syntax.follow(spec(), verb, arguments);
        syntax.requireComplete(arguments);
        Class<?> leaf = syntax.spec().userObject().getClass();
        return new Ready(needs(syntax.spec()), filled(leaf, syntax));
    }

    private static List<Choice> values(ShellSession session, Syntax syntax, ArgSpec argument, String prefix) {
        return ArgumentChoices.of(
                argument.paramLabel(), Syntax.help(argument), session, syntax.values(argument), prefix);
    }

    /** A fresh instance, for many sessions may run the same command at once. */
    private static Verb filled(Class<?> leaf, Syntax syntax) {
        CommandSpec fresh = CommandSpec.forAnnotatedObject(leaf);
        for (ArgSpec argument : syntax.spec().args()) {
            if (syntax.isGiven(argument)) {
                set(twin(fresh, argument), syntax.values(argument));
            }
        }
        return (Verb) fresh.userObject();
    }

    private static ArgSpec twin(CommandSpec fresh, ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? fresh.findOption(option.longestName())
                : fresh.positionalParameters().stream()
                        .filter(p -> p.paramLabel().equals(argument.paramLabel()))
                        .findFirst()
                        .orElseThrow();
    }

    private static void set(ArgSpec argument, List<Word> words) {
        if (argument.arity().max() == 0) {
            argument.setValue(true);
        } else if (argument.typeInfo().isCollection()) {
            argument.setValue(words);
        } else {
            argument.setValue(words.get(words.size() - 1));
        }
    }

    private synchronized CommandSpec spec() {
        CommandSpec declared = spec;
        if (declared == null) {
            declared = CommandSpec.forAnnotatedObject(declaration);
            spec = declared;
        }
        return declared;
    }

    private static boolean isFor(ShellSession session, CommandSpec spec) {
        if (!spec.subcommands().isEmpty()) {
            return spec.subcommands().values().stream().anyMatch(line -> isFor(session, line.getCommandSpec()));
        }
        Needs needs = needs(spec);
        return session.may(needs.value(), needs.grant());
    }

    private static Needs needs(CommandSpec spec) {
        for (CommandSpec at = spec; at != null; at = at.parent()) {
            Needs declared = at.userObject().getClass().getAnnotation(Needs.class);
            if (declared != null) {
                return declared;
            }
        }
        return needs(spec.userObject().getClass());
    }

    private static Needs needs(Class<?> declaration) {
        Needs needs = declaration.getAnnotation(Needs.class);
        return needs == null ? NothingSpecial.class.getAnnotation(Needs.class) : needs;
    }

    /** Carries the defaults of the annotation. */
    @Needs
    private static final class NothingSpecial {}

    private record Ready(Needs declared, Verb verb) implements Invocation {
        @Override
        public Capability needs() {
            return declared.value();
        }

        @Override
        public Grant grant() {
            return declared.grant();
        }

        @Override
        public boolean changesDevice() {
            return declared.changesDevice();
        }

        @Override
        public void run(ShellSession session) throws CommandException, SyntaxException {
            verb.run(session);
        }
    }
}
