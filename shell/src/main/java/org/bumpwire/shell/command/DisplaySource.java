package org.bumpwire.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.History;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** The configurations that can be looked at, and the words that choose one. */
final class DisplaySource {
    private static final Map<String, String> WORDS = words();

    /** Is no configuration, but a commit that was refused. */
    static final String FAILED = "failed";

    private DisplaySource() {}

    /** A configuration, and the words that were left. */
    record Chosen(ConfigTree tree, List<Word> rest) {}

    /** What the operator sees of the configuration that the words choose. */
    static Chosen choose(ShellSession session, List<Word> words) throws CommandException, SyntaxException {
        Chosen chosen = whole(session, words);
        return new Chosen(session.sight().of(chosen.tree()), chosen.rest());
    }

    private static Chosen whole(ShellSession session, List<Word> words) throws CommandException, SyntaxException {
        ConfigStore store = session.device().config();
        if (words.isEmpty()
                || !WORDS.containsKey(words.get(0).text())
                || words.get(0).quoted()) {
            return new Chosen(here(session), words);
        }
        List<Word> rest = words.subList(1, words.size());
        return switch (words.get(0).text()) {
            case "running" -> new Chosen(store.runningTree(), rest);
            case "saved" -> new Chosen(store.savedTree(), rest);
            case "rescue" -> new Chosen(rescue(session), rest);
            case "candidate" -> new Chosen(Paths.editing(session).candidate().tree(), rest);
            default -> ofRevision(session, words.get(0), rest);
        };
    }

    private static Chosen ofRevision(ShellSession session, Word rollback, List<Word> rest)
            throws CommandException, SyntaxException {
        if (rest.isEmpty()) {
            int end = rollback.end() + 1;
            throw new SyntaxException("rollback needs the number or label of a revision", end, end);
        }
        return new Chosen(revision(session, rest.get(0)), rest.subList(1, rest.size()));
    }

    /** The candidate in edit mode, else what is running. */
    static ConfigTree here(ShellSession session) {
        return session.editing()
                .map(e -> e.candidate().tree())
                .orElseGet(() -> session.device().config().runningTree());
    }

    static ConfigTree rescue(ShellSession session) throws CommandException {
        try {
            return session.device().config().rescueTree();
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
    }

    static ConfigTree revision(ShellSession session, Word number) throws CommandException {
        try {
            History history = session.device().config().history();
            return history.tree(history.find(number.text()).id());
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
    }

    static List<Choice> choices(ShellSession session, List<Word> before, String prefix) {
        List<Choice> choices = new ArrayList<>();
        if (before.isEmpty()) {
            WORDS.forEach((word, help) -> choices.add(Choice.keyword(word, help)));
            choices.add(Choice.keyword(FAILED, "The last commit of this session that was refused, and why"));
        } else if (before.size() == 1 && before.get(0).text().equals("rollback")) {
            return ArgumentChoices.of("REVISION", "Its number or label in show commits", session, List.of(), prefix);
        }
        choices.addAll(ArgumentChoices.configured(session, withoutSource(before), prefix));
        return choices;
    }

    private static List<Word> withoutSource(List<Word> words) {
        if (words.isEmpty() || !WORDS.containsKey(words.get(0).text())) {
            return words;
        }
        return words.subList(words.get(0).text().equals("rollback") ? 2 : 1, words.size());
    }

    private static Map<String, String> words() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("running", "The configuration that runs");
        words.put("saved", "The configuration that the device boots from");
        words.put("candidate", "The configuration that you edit");
        words.put("rescue", "The configuration that rescue save kept");
        words.put("rollback", "An old revision, by its number or label");
        return words;
    }
}
