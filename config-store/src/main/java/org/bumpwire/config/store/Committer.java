package org.bumpwire.config.store;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.check.Rules;
import org.bumpwire.config.compile.TreeCompiler;
import org.bumpwire.config.file.PendingConfirm;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.file.RevisionFolder;
import org.bumpwire.config.guard.ChangeGuard;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Merge;

/** Changes what is running, and writes that down; called by who holds the store's lock, but for what reads. */
final class Committer {
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final RevisionFolder folder;
    private final TreeCompiler compiler;
    private final Rules rules;
    private final Clock clock;
    private final Subscribers subscribers = new Subscribers();
    private final Confirmations confirmations;
    private final ExclusiveEditing exclusive;
    private final List<CommitCheck> checks = new CopyOnWriteArrayList<>();
    private final List<Announcer> announcers = new CopyOnWriteArrayList<>();
    private volatile Running running;

    /** @param overdue told when the time of what waits to be confirmed is over */
    Committer(
            RevisionFolder folder,
            Vault vault,
            Clock clock,
            ExclusiveEditing exclusive,
            RevisionFolder.Saved boot,
            Problems problems,
            Runnable overdue) {
        this.folder = folder;
        this.compiler = new TreeCompiler(vault);
        this.rules = Rules.all(clock);
        this.clock = clock;
        this.exclusive = exclusive;
        this.confirmations = new Confirmations(folder, clock, overdue);
        this.running = new Running(
                boot.revision(),
                boot.tree(),
                compiler.compile(boot.tree(), boot.revision().id(), problems));
    }

    /** A configuration that runs, and what the device makes of it. */
    record Running(Revision made, ConfigTree tree, ApplianceConfig config) {
        long revision() {
            return made.id();
        }
    }

    Running running() {
        return running;
    }

    Confirmations confirmations() {
        return confirmations;
    }

    Subscribers subscribers() {
        return subscribers;
    }

    void add(CommitCheck check) {
        checks.add(check);
    }

    void announceTo(Announcer announcer) {
        announcers.add(announcer);
    }

    /** What a tree would mean if it were running, as far as it is sound. */
    ApplianceConfig compile(ConfigTree tree) {
        return compiler.compile(tree, 0, new Problems());
    }

    /** Does all that a commit does up to the point where something would change. */
    CommitResult check(Candidate candidate) {
        Draft draft = draft(candidate, running.revision());
        draft.prepared().discard();
        return result(draft.problems(), candidate.editor());
    }

    /** Makes a candidate the running configuration, or changes nothing and says everything that is in the way. */
    CommitResult commit(Candidate candidate, CommitRequest request) {
        if (!candidate.changed()) {
            return commitUnchanged(candidate, request);
        }
        Optional<Unconfirmed> waiting = confirmations.open();
        Draft draft = draft(candidate, folder.nextId());
        Revision revision = revision(folder.nextId(), candidate.editor(), request);
        refuse(candidate, request, draft.problems());
        if (!draft.problems().isEmpty() || !write(revision, draft, request)) {
            draft.prepared().discard();
            return result(draft.problems(), candidate.editor());
        }
        running = new Running(revision, draft.tree(), draft.config());
        candidate.rebase(draft.tree());
        draft.prepared().apply();
        tellOfCommit(candidate.editor(), request, waiting);
        return result(draft.problems(), candidate.editor());
    }

    private void tellOfCommit(Editor editor, CommitRequest request, Optional<Unconfirmed> waiting) {
        if (request.waitsForConfirmation()) {
            tell(editor, Sentences.waits(running.made(), request.within()));
        } else {
            waiting.ifPresent(w -> tell(editor, Sentences.confirmed(w.revision(), editor)));
        }
    }

    /** A commit that changes no statement may still bring keys back, confirm, or give more time. */
    private CommitResult commitUnchanged(Candidate candidate, CommitRequest request) {
        if (keysAreBack()) {
            return takeUpKeys(candidate);
        }
        Optional<Unconfirmed> waiting = confirmations.open();
        if (waiting.isEmpty() || !request.byHand()) {
            return new CommitResult(true, running.revision(), List.of(), List.of("There is nothing to commit"));
        }
        try {
            if (request.waitsForConfirmation()) {
                confirmations.extend(request);
                tell(candidate.editor(), Sentences.waits(waiting.get().revision(), request.within()));
            } else {
                confirmations.confirm();
                tell(candidate.editor(), Sentences.confirmed(waiting.get().revision(), candidate.editor()));
            }
            return result(new Problems());
        } catch (IOException e) {
            Problems problems = new Problems();
            problems.add("Revision %d cannot be confirmed: %s (it is still rolled back in time)"
                    .formatted(running.revision(), IoReason.of(e)));
            return result(problems);
        }
    }

    /** What forbids a commit whatever its statements are. */
    private void refuse(Candidate candidate, CommitRequest request, Problems problems) {
        exclusive.refuse(candidate, problems);
        if (confirmations.isOpen() && !request.byHand()) {
            problems.add("Revision %d still has to be confirmed (commit confirms it, rollback confirmed-commit ends it)"
                    .formatted(running.revision()));
        }
        folder.revisions().stream()
                .filter(r -> !request.label().isEmpty() && r.label().equals(request.label()))
                .forEach(r -> problems.add(
                        "Label '%s' is that of revision %d already (choose another)".formatted(r.label(), r.id())));
    }

    private boolean write(Revision revision, Draft draft, CommitRequest request) {
        Revision before = running.made();
        try {
            confirmations.tidy();
            if (request.waitsForConfirmation()) {
                PendingConfirm pending =
                        confirmations.announce(revision, new RevisionFolder.Saved(before, running.tree()), request);
                writeAnnounced(revision, draft.tree());
                confirmations.begin(pending, revision);
                return true;
            }
            folder.write(revision, draft.tree());
        } catch (IOException e) {
            draft.problems()
                    .add("The revision cannot be written: %s (free or repair the disk, then commit again)"
                            .formatted(IoReason.of(e)));
            return false;
        }
        if (confirmations.isOpen()) {
            confirmations.supersede();
        }
        return true;
    }

    /** Whether private keys that the running configuration lacks have been brought again. */
    boolean keysAreBack() {
        ApplianceConfig now = running.config();
        return now.certificates().stream().anyMatch(identity -> !identity.hasKey())
                && !compiler.compile(running.tree(), now.revision(), new Problems())
                        .certificates()
                        .equals(now.certificates());
    }

    /** The same configuration with keys that it lacked: nothing is written, for nothing that is written changes. */
    private CommitResult takeUpKeys(Candidate candidate) {
        Draft draft = draft(candidate, running.revision());
        if (!draft.problems().isEmpty()) {
            draft.prepared().discard();
            return result(draft.problems(), candidate.editor());
        }
        running = new Running(running.made(), draft.tree(), draft.config());
        draft.prepared().apply();
        return result(draft.problems(), candidate.editor());
    }

    /** Rolls back what waits to be confirmed, without waiting for the end of its time. */
    CommitResult abort(Editor editor) throws StoreException {
        RevisionFolder.Saved back =
                confirmations.back().orElseThrow(() -> new StoreException("No commit waits to be confirmed"));
        Candidate.requireAllowed(editor, running.tree(), back.tree());
        Revision gone = running.made();
        CommitRequest request = CommitRequest.plain("Revision %d was taken back".formatted(gone.id()));
        CommitResult result = veiled(rollBack(revision(folder.nextId(), editor, request), back), editor);
        if (result.accepted()) {
            tell(editor, Sentences.aborted(gone, editor, back.revision(), running.made()));
        }
        return result;
    }

    /** All that a commit does before it changes anything. */
    private Draft draft(Candidate candidate, long revision) {
        Problems problems = new Problems();
        Merge.Merged merged = Merge.of(
                candidate.base(),
                candidate.tree(),
                running.tree(),
                candidate.editor().sight().sieve());
        merged.conflicts().forEach(c -> problems.add(c + " (make the candidate agree, or discard it)"));
        if (problems.isEmpty()) {
            new ChangeGuard(candidate.editor().rights().get())
                    .refusal(running.tree(), merged.tree())
                    .ifPresent(problems::add);
        }
        if (!problems.isEmpty()) {
            return new Draft(merged.tree(), running.config(), problems, Subscribers.Prepared.NOTHING);
        }
        ApplianceConfig config = compiler.compile(merged.tree(), revision, problems);
        rules.check(config, problems);
        checks.forEach(check -> check.check(running.config(), config, problems));
        new Asserts(merged.tree().active(), problems).check();
        if (!problems.isEmpty()) {
            return new Draft(merged.tree(), config, problems, Subscribers.Prepared.NOTHING);
        }
        return new Draft(merged.tree(), config, problems, subscribers.prepare(running.config(), config, problems));
    }

    /** Writes a revision that is on disk to be confirmed already. */
    private void writeAnnounced(Revision revision, ConfigTree tree) throws IOException {
        try {
            folder.write(revision, tree);
        } catch (IOException e) {
            confirmations.takeBack();
            throw e;
        }
    }

    /**
     * Nobody confirmed it. What cannot be rolled back now is tried again, and everybody told.
     *
     * @param when until when nobody did, such as "in time"
     */
    void rollBackUnconfirmed(String when) {
        RevisionFolder.Saved back = confirmations.back().orElse(null);
        if (back == null) {
            return;
        }
        Revision gone = running.made();
        Revision revision = PendingBoot.rollback(folder.nextId(), gone, clock);
        CommitResult result = rollBack(revision, back);
        if (result.accepted()) {
            tell("", PendingBoot.sentence(gone, when, back.revision(), revision));
        } else {
            tell("", Sentences.stays(gone, result.problems(), RETRY));
            confirmations.retryIn(RETRY);
        }
    }

    /**
     * Goes back to what ran before a revision that was to be confirmed and that cannot be taken up.
     *
     * @return what the operator should know
     */
    String rollBackAtStart(PendingConfirm pending, Problems why) throws IOException {
        Revision gone = running.made();
        RevisionFolder.Saved back = pending.back();
        Revision revision = PendingBoot.rollback(folder.nextId(), gone, clock);
        folder.write(revision, back.tree());
        folder.clearPending();
        running = new Running(revision, back.tree(), compiler.compile(back.tree(), revision.id(), new Problems()));
        return "Revision %d by %s still had to be confirmed and cannot be run (%s): revision %d runs again, now as revision %d"
                .formatted(
                        gone.id(),
                        gone.user(),
                        String.join("; ", why.errors()),
                        back.revision().id(),
                        revision.id());
    }

    /** Makes run again what ran before; it did so already, so only what follows it is asked. */
    private CommitResult rollBack(Revision revision, RevisionFolder.Saved back) {
        ApplianceConfig config = compiler.compile(back.tree(), revision.id(), new Problems());
        Problems problems = new Problems();
        Draft draft = new Draft(back.tree(), config, problems, subscribers.prepare(running.config(), config, problems));
        if (!problems.isEmpty() || !write(revision, draft, CommitRequest.plain(""))) {
            draft.prepared().discard();
            return result(problems);
        }
        running = new Running(revision, back.tree(), config);
        draft.prepared().apply();
        return result(problems);
    }

    private void tell(Editor editor, String sentence) {
        tell(editor.session(), sentence);
    }

    private void tell(String session, String sentence) {
        announcers.forEach(announcer -> announcer.announce(sentence, session));
    }

    private CommitResult result(Problems problems, Editor reader) {
        return veiled(result(problems), reader);
    }

    /** Without what its reader does not see: problems are still told, for they are in the reader's way. */
    private static CommitResult veiled(CommitResult result, Editor reader) {
        return new CommitResult(
                result.accepted(),
                result.revision(),
                reader.veil().over(result.problems()),
                reader.veil().without(result.warnings()));
    }

    private CommitResult result(Problems problems) {
        return new CommitResult(problems.isEmpty(), running.revision(), problems.errors(), problems.warnings());
    }

    private Revision revision(long id, Editor editor, CommitRequest request) {
        return new Revision(
                id,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                editor.user(),
                editor.address(),
                request.comment(),
                request.label());
    }

    private record Draft(ConfigTree tree, ApplianceConfig config, Problems problems, Subscribers.Prepared prepared) {}
}
