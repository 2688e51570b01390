package org.bumpwire.shell.command;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.type.ValueException;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.ShellSession;

/** {@code OBJECT to NAME}: a named context that is there, and one beside it that is not. */
record NamedTwice(ConfigPath from, ConfigPath to) {
    private static final String TO = "to";

    static NamedTwice read(ShellSession session, List<Word> words) throws CommandException, SyntaxException {
        Editing editing = Paths.editing(session);
        Word name = words.get(words.size() - 1);
        Word to = words.get(words.size() - 2);
        if (to.quoted() || !to.text().equals(TO)) {
            throw new SyntaxException("Expected OBJECT to NAME, such as segment A to B", to, List.of(TO));
        }
        List<Word> object = words.subList(0, words.size() - 2);
        ConfigPath from = named(Paths.target(editing.at(), object), object);
        session.requireSight(from);
        ConfigTree tree = editing.candidate().tree();
        if (!tree.has(from)) {
            throw new CommandException("There is no %s".formatted(from));
        }
        ConfigPath beside = from.parent().child(from.last().context(), name(from, name));
        session.requireSight(beside);
        if (tree.has(beside)) {
            throw new CommandException("%s exists already; choose another name".formatted(beside));
        }
        return new NamedTwice(from, beside);
    }

    private static ConfigPath named(Target target, List<Word> words) throws SyntaxException {
        boolean named = target.leaf().isEmpty()
                && !target.path().isRoot()
                && target.path().last().context().isNamed();
        if (!named) {
            throw new SyntaxException(
                    "Only an object with a name can be named", words.get(words.size() - 1), List.of());
        }
        return target.path();
    }

    private static String name(ConfigPath path, Word word) throws SyntaxException {
        try {
            return path.last().context().name().orElseThrow().canonical(word.text());
        } catch (ValueException e) {
            throw new SyntaxException(String.valueOf(e.getMessage()), word, List.of());
        }
    }

    /** What may come next; the word between the names once there is an object. */
    static List<Choice> choices(ShellSession session, List<Word> before, String prefix) {
        if (!before.isEmpty() && before.get(before.size() - 1).text().equals(TO)) {
            return List.of(Choice.placeholder("NAME", "A name that no other object of the kind has"));
        }
        List<Choice> choices = new ArrayList<>(ArgumentChoices.configured(session, before, prefix).stream()
                .filter(choice -> !choice.word().equals("<enter>"))
                .toList());
        try {
            ConfigPath at = session.editing().map(Editing::at).orElse(ConfigPath.root());
            if (!before.isEmpty()) {
                named(Paths.target(at, before), before);
                choices.add(Choice.keyword(TO, "Then the other name"));
            }
        } catch (SyntaxException e) {
            return choices;
        }
        return choices;
    }
}
