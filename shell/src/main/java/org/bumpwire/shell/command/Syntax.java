package org.bumpwire.shell.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Vocabulary;
import org.bumpwire.shell.grammar.Word;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Walks the words of a line along a picocli declaration. Subcommands and options are plain words without dashes, and may
 * be shortened; required values come before options.
 */
final class Syntax {
    /** A value that was typed, and for which argument. */
    record Given(ArgSpec argument, Word word) {}

    private final List<Given> given = new ArrayList<>();
    private final Word verb;
    private final StringBuilder typed;
    private CommandSpec spec;
    private @Nullable OptionSpec open;

    private Syntax(CommandSpec spec, Word verb) {
        this.spec = spec;
        this.verb = verb;
        this.typed = new StringBuilder(spec.name());
    }

    /** Follows the words as far as they go; something may still be missing. */
    static Syntax follow(CommandSpec spec, Word verb, List<Word> words) throws SyntaxException {
        Syntax syntax = new Syntax(spec, verb);
        for (Word word : words) {
            syntax.take(word);
        }
        return syntax;
    }

    /** Complains about what is missing. */
    void requireComplete(List<Word> words) throws SyntaxException {
        int end = (words.isEmpty() ? verb : words.get(words.size() - 1)).end() + 1;
        if (!spec.subcommands().isEmpty()) {
            throw new SyntaxException(
                    "%s must be followed by one of these".formatted(typed),
                    end,
                    end,
                    List.copyOf(subcommands(spec).names()));
        }
        OptionSpec option = open;
        if (option != null && values(option).size() < option.arity().min()) {
            throw new SyntaxException(
                    "%s needs a value: %s".formatted(option.longestName(), option.paramLabel()), end, end);
        }
        for (ArgSpec argument : spec.args()) {
            if (argument.required() && values(argument).isEmpty()) {
                throw new SyntaxException(
                        "%s lacks %s; it is typed so: %s"
                                .formatted(typed, name(argument), Manual.synopsis(typed, spec)),
                        end,
                        end);
            }
        }
    }

    boolean isComplete() {
        return spec.subcommands().isEmpty()
                && wanted().isEmpty()
                && spec.args().stream().allMatch(a -> !a.required() || isGiven(a));
    }

    CommandSpec spec() {
        return spec;
    }

    List<Given> given() {
        return given;
    }

    List<Word> values(ArgSpec argument) {
        return given.stream()
                .filter(g -> g.argument.equals(argument))
                .map(Given::word)
                .toList();
    }

    boolean isGiven(ArgSpec argument) {
        return given.stream().anyMatch(g -> g.argument.equals(argument));
    }

    /** The argument whose value must come next; nothing where an option or a subcommand may. */
    Optional<ArgSpec> wanted() {
        OptionSpec option = open;
        if (option != null && values(option).size() < option.arity().min()) {
            return Optional.of(option);
        }
        return nextPositional().filter(ArgSpec::required).map(p -> p);
    }

    /** The arguments whose value may come next. */
    List<ArgSpec> possible() {
        List<ArgSpec> possible = new ArrayList<>();
        OptionSpec option = open;
        if (option != null && values(option).size() < option.arity().max()) {
            possible.add(option);
        }
        nextPositional().ifPresent(possible::add);
        return possible;
    }

    /** The options that were not typed yet. */
    List<OptionSpec> left() {
        return spec.options().stream().filter(o -> !isGiven(o)).toList();
    }

    static Vocabulary<CommandSpec> subcommands(CommandSpec spec) {
        Vocabulary<CommandSpec> subcommands = new Vocabulary<>();
        spec.subcommands().forEach((name, line) -> subcommands.add(name, line.getCommandSpec()));
        return subcommands;
    }

    static String help(CommandSpec spec) {
        return String.join(" ", Arrays.asList(spec.usageMessage().description()));
    }

    static String help(ArgSpec argument) {
        return String.join(" ", Arrays.asList(argument.description()));
    }

    private void take(Word word) throws SyntaxException {
        if (!spec.subcommands().isEmpty()) {
            spec = subcommands(spec).require(word, "word after " + typed);
            typed.append(' ').append(spec.name());
            return;
        }
        Optional<ArgSpec> wanted = wanted();
        if (wanted.isPresent()) {
            given.add(new Given(wanted.get(), word));
            return;
        }
        Vocabulary<OptionSpec> options = new Vocabulary<>();
        left().forEach(o -> options.add(o.longestName(), o));
        Optional<OptionSpec> option = word.quoted() ? Optional.empty() : options.find(word);
        if (option.isPresent()) {
            open = option.get();
            if (open.arity().max() == 0) {
                given.add(new Given(open, word));
            }
            return;
        }
        List<ArgSpec> possible = possible();
        if (possible.isEmpty()) {
            throw options.names().isEmpty()
                    ? new SyntaxException("%s takes no more words".formatted(typed), word, List.of())
                    : options.unknown(word, "word that may follow here");
        }
        given.add(new Given(possible.get(0), word));
    }

    private Optional<PositionalParamSpec> nextPositional() {
        return spec.positionalParameters().stream()
                .filter(p -> values(p).size() < p.arity().max())
                .findFirst();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option
                ? option.longestName() + " " + argument.paramLabel()
                : argument.paramLabel();
    }
}
