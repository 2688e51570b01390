package org.bumpwire.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.model.User;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.StatementChoices;
import org.bumpwire.config.tree.Token;
import org.bumpwire.journal.JournalName;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.Editing;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.stats.CounterGroup;

/** The things that exist now and that an argument may name; found by the argument's label. */
final class ArgumentChoices {
    private ArgumentChoices() {}

    /** @param before words of the same argument that are typed already */
    static List<Choice> of(String label, String help, ShellSession session, List<Word> before, String prefix) {
        List<Choice> named = switch (label) {
            case "JOURNAL" -> each(Journals.readableBy(session).stream(), JournalName::operatorName, JournalName::help);
            case "GROUP" -> each(session.device().stats().groups().stream(), CounterGroup::name, CounterGroup::help);
            case "CERTIFICATE" -> each(Certificates.seenBy(session).names().stream(), n -> n, n -> "certificate");
            case "REQUEST" -> each(Certificates.seenBy(session).requests().stream(), n -> n, n -> "signing request");
            case "CATEGORY" ->
                each(
                        session.device().config().running().sslInspection().categories().stream()
                                .filter(c -> session.sight().keeps(ConfigPath.of("sslinsp", "category", c.name()))),
                        c -> c.name(),
                        c -> c.domains().toString());
            case "FORMAT|FILE" -> formats(session, prefix);
            case "USER" -> users(session);
            case "SERVER" ->
                each(AuthenticationServers.seenBy(session).stream(), s -> s.name(), AuthenticationServers::kind);
            case "ROLE" -> each(ShowRolesCommand.seenBy(session).stream(), Role::name, Role::description);
            case "SEGMENT" -> segments(session);
            case "SESSION" ->
                each(session.device().dataPlane().sessions().stream(), s -> Long.toString(s.id()), s -> s.state());
            case "OPERATOR" ->
                each(
                        session.sessions().list().stream().filter(one -> one.id() != session.id()),
                        one -> Long.toString(one.id()),
                        one -> one.operator().user() + " from " + one.operator().address());
            case "EXCLUSION" ->
                each(
                        SeenObjects.by(session).exclusions().stream(),
                        e -> Long.toString(e.id()),
                        e -> "%s %s".formatted(e.kind(), e.site()));
            case "REVISION" -> revisions(session);
            case "confirmed-commit|REVISION" -> {
                List<Choice> choices = new ArrayList<>(session.mode() == Mode.EDIT ? revisions(session) : List.of());
                choices.add(Choice.keyword("confirmed-commit", "Roll back what waits to be confirmed, now"));
                yield choices;
            }
            case "exclusive|STATEMENT" -> {
                List<Choice> choices = new ArrayList<>(configured(session, before, prefix));
                if (before.isEmpty()) {
                    choices.add(Choice.keyword("exclusive", "Let nobody else commit until you leave edit mode"));
                    choices.add(Choice.keyword("private", "As without a word: others may commit too"));
                }
                yield choices;
            }
            case "COMMAND" ->
                each(
                        session.sessions().commandSet().commands().stream().filter(c -> c.isFor(session)),
                        c -> c.name(),
                        c -> c.help());
            case "FILE" -> session.files().choices(prefix);
            case "FILE|terminal" -> either("terminal", "Lines that you paste now", session, prefix);
            case "PATH" -> DisplaySource.choices(session, before, prefix);
            case "OBJECT to NAME" -> NamedTwice.choices(session, before, prefix);
            case "SNAPSHOT" -> each(session.device().config().snapshots().names().stream(), n -> n, n -> "snapshot");
            case AnnotateCommand.WORDS -> configured(session, before, prefix);
            case "STATEMENT" -> configured(session, before, prefix);
            default -> List.of();
        };
        if (label.equals("PATH") || label.endsWith("STATEMENT") || label.equals("OBJECT to NAME")) {
            return named;
        }
        List<Choice> all = new ArrayList<>(named);
        all.add(Choice.placeholder(label, help));
        return all;
    }

    private static List<Choice> users(ShellSession session) {
        return session.may(Capability.MANAGE_USERS, Grant.READ)
                ? each(session.device().config().running().access().users().stream(), User::name, User::description)
                : List.of();
    }

    private static List<Choice> segments(ShellSession session) {
        return session.may(Capability.SEGMENTS, Grant.READ)
                ? each(session.device().config().running().segments().stream(), s -> s.name(), s -> s.description())
                : List.of();
    }

    private static List<Choice> revisions(ShellSession session) {
        List<Choice> choices = new ArrayList<>();
        for (Revision revision : session.device().config().revisions()) {
            choices.add(Choice.keyword(Long.toString(revision.id()), revision.comment()));
            if (!revision.label().isEmpty()) {
                choices.add(Choice.keyword(revision.label(), "Revision " + revision.id()));
            }
        }
        return choices;
    }

    /** What is configured at the operator's place, as words that lead there. */
    static List<Choice> configured(ShellSession session, List<Word> before, String prefix) {
        ConfigPath at = session.editing().map(Editing::at).orElse(ConfigPath.root());
        ConfigTree tree = session.editing()
                .map(e -> e.candidate().tree())
                .orElseGet(() -> session.device().config().runningTree());
        List<Token> words =
                before.stream().map(w -> new Token(w.text(), w.quoted())).toList();
        return StatementChoices.afterTarget(
                        at, words, prefix, tree, session.sight().sieve())
                .stream()
                .map(c -> c.typed() ? Choice.keyword(c.word(), c.help()) : Choice.placeholder(c.word(), c.help()))
                .toList();
    }

    private static List<Choice> formats(ShellSession session, String prefix) {
        List<Choice> choices = new ArrayList<>();
        for (ExportFormat format : ExportFormat.values()) {
            choices.add(Choice.keyword(format.word(), format.help()));
        }
        choices.addAll(session.files().choices(prefix));
        return choices;
    }

    private static List<Choice> either(String word, String help, ShellSession session, String prefix) {
        List<Choice> choices = new ArrayList<>();
        choices.add(Choice.keyword(word, help));
        choices.addAll(session.files().choices(prefix));
        return choices;
    }

    private static <T> List<Choice> each(Stream<T> things, Function<T, String> word, Function<T, String> help) {
        return things.map(t -> Choice.keyword(word.apply(t), help.apply(t))).toList();
    }
}
