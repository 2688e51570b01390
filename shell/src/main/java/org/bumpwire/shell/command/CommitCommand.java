package org.bumpwire.shell.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.CommitRequest;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.config.store.Unconfirmed;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.FailedCommit;
import org.bumpwire.shell.session.Mode;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the candidate the running configuration, or says everything that prevents it. */
@Command(
        name = "commit",
        description = "Make the candidate the running configuration, all of it or nothing",
        footer = {
            "",
            "A commit that is confirmed within SECONDS stays: any later commit, by whomever, confirms it. Else the device",
            "goes back by itself to what ran before, even if you are logged out or it was restarted, and tells everybody."
        })
@Needs(value = Capability.CONFIGURE, in = Mode.EDIT, changesDevice = true)
final class CommitCommand implements Verb {
    private static final int LONGEST_SECONDS = 86_400;
    private static final int USUAL_HOURS = 4;
    private static final int LONGEST_HOURS = 168;
    private static final int LONGEST_LABEL = 64;
    private static final int LONGEST_COMMENT = 512;

    @Option(names = "check", description = "Only say whether it could be committed")
    private boolean check;

    @Option(
            names = "impact",
            description = "With check: which sessions of late would be treated otherwise, or by others, and why")
    private boolean impact;

    @Option(
            names = "hours",
            paramLabel = "HOURS",
            description = "With check impact: how far back in the log (default 4)")
    private @Nullable Word hours;

    @Option(names = "confirmed", paramLabel = "SECONDS", description = "Roll it back then, unless confirmed by commit")
    private @Nullable Word confirmed;

    @Option(names = "abort", description = "Roll back what waits to be confirmed, now")
    private boolean abort;

    @Option(names = "comment", paramLabel = "TEXT", description = "Why, for show commits")
    private @Nullable Word comment;

    @Option(names = "label", paramLabel = "LABEL", description = "A name for the revision, to go back to it by")
    private @Nullable Word label;

    @Option(names = "save", description = "Also keep it over a restart, as save-config does")
    private boolean save;

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        refuseNonsense();
        if (abort) {
            RollbackCommand.abort(session);
            return;
        }
        Candidate candidate = Paths.editing(session).candidate();
        ConfigStore store = session.device().config();
        if (check) {
            CommitResult result = store.check(candidate);
            if (impact && result.accepted()) {
                session.require(Capability.SSL_EVENTS, Grant.READ);
                session.show(impact(session, candidate, store));
            } else {
                answer(session, result, "The candidate can be committed");
            }
            return;
        }
        refuseHalf(session);
        commit(session, candidate, store);
        if (save) {
            SaveConfigCommand.save(session);
        } else if (!store.runningIsSaved() && store.unconfirmed().isEmpty()) {
            session.say("It runs until the next restart; save-config keeps it");
        }
    }

    private ImpactReport impact(ShellSession session, Candidate candidate, ConfigStore store)
            throws CommandException, SyntaxException {
        session.require(Capability.SSL_EVENTS, Grant.READ);
        session.require(Capability.SSL_LOG, Grant.READ);
        Duration past = Duration.ofHours(hours == null ? USUAL_HOURS : Arguments.number(hours, 1, LONGEST_HOURS));
        return ImpactReport.of(
                session.device().dataPlane(),
                store.running(),
                store.compile(candidate),
                SeenFlows.of(session.device(), past),
                past,
                SeenObjects.by(session));
    }

    private void commit(ShellSession session, Candidate candidate, ConfigStore store)
            throws CommandException, SyntaxException {
        CommitRequest request = request();
        boolean changed = candidate.changed();
        Optional<Unconfirmed> waiting = store.unconfirmed();
        boolean keys = store.keysAreBack();
        if (!changed && waiting.isEmpty() && !keys) {
            session.say("Nothing to commit: the candidate does not differ from the running configuration");
            return;
        }
        CommitResult result = store.commit(candidate, request);
        String done = changed
                ? "Committed revision " + result.revision()
                : keys
                        ? "Revision %d runs with its private keys again".formatted(result.revision())
                        : "Revision %d is %s"
                                .formatted(result.revision(), confirmed == null ? "confirmed" : "still unconfirmed");
        answer(session, result, done);
        store.unconfirmed()
                .ifPresent(u -> session.say(
                        "It is rolled back in %d seconds unless commit confirms it".formatted(seconds(u.left()))));
    }

    /** Rounded up, for a time that begins now. */
    static long seconds(Duration left) {
        return left.plusMillis(999).toSeconds();
    }

    private void refuseNonsense() throws CommandException {
        boolean more = confirmed != null || comment != null || label != null || save;
        if ((check || abort) && (more || (check && abort))) {
            throw new CommandException("commit %s takes no other words".formatted(check ? "check" : "abort"));
        }
        if (impact ? !check : hours != null) {
            throw new CommandException("The words go together so: commit check impact hours 8");
        }
        if (save && confirmed != null) {
            throw new CommandException("What is not confirmed cannot be saved; type: commit save, to confirm and save");
        }
    }

    private CommitRequest request() throws SyntaxException {
        Duration within =
                confirmed == null ? Duration.ZERO : Duration.ofSeconds(Arguments.number(confirmed, 1, LONGEST_SECONDS));
        if (comment != null && comment.text().length() > LONGEST_COMMENT) {
            throw new SyntaxException(
                    "A comment has at most %d characters".formatted(LONGEST_COMMENT), comment, List.of());
        }
        if (label != null
                && (label.text().length() > LONGEST_LABEL || !label.text().matches("[A-Za-z][A-Za-z0-9_.-]*"))) {
            throw new SyntaxException(
                    "A label has a letter, then letters, digits, '_', '.' and '-', at most %d".formatted(LONGEST_LABEL),
                    label,
                    List.of());
        }
        return new CommitRequest(
                comment == null ? "" : comment.text(), label == null ? "" : label.text(), within, true);
    }

    private static void refuseHalf(ShellSession session) throws CommandException {
        List<Integer> refused = session.refusedLines();
        if (!refused.isEmpty()) {
            throw new CommandException(
                    "Nothing was committed, for line %s was refused and this would be half a configuration; discard drops it"
                            .formatted(String.join(
                                    ", ", refused.stream().map(String::valueOf).toList())));
        }
    }

    private static void answer(ShellSession session, CommitResult result, String success) throws CommandException {
        if (!result.accepted()) {
            Candidate candidate = Paths.editing(session).candidate();
            session.failed(new FailedCommit(result.problems(), candidate.base(), candidate.tree()));
        }
        say(session, result, success);
    }

    /** The warnings and the success of a commit; its problems are thrown. */
    static void say(ShellSession session, CommitResult result, String success) throws CommandException {
        if (!result.accepted()) {
            List<String> problems = result.problems();
            throw new CommandException(
                    problems.size() == 1
                            ? problems.get(0)
                            : "Commit refused, nothing was changed:\n" + String.join("\n", problems));
        }
        result.warnings().forEach(w -> session.say("warning: " + w));
        session.say(success);
    }

    /** Rolls back what waits to be confirmed. */
    static CommitResult abort(ShellSession session) throws CommandException {
        try {
            return session.device().config().abort(session.editor());
        } catch (StoreException e) {
            throw CommandException.saying(e);
        }
    }
}
