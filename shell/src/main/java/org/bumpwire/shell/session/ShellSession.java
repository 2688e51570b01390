package org.bumpwire.shell.session;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.guard.Sight;
import org.bumpwire.config.guard.Veil;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.store.Editor;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.LineLexer;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.grammar.Pipeline;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.render.Report;
import org.jspecify.annotations.Nullable;

/**
 * One operator at the device: takes lines, prints answers. Its lines run on one thread; {@link #interrupt} and {@link
 * #hangup} may come from any.
 */
public final class ShellSession implements AutoCloseable {
    private final ShellSessions sessions;
    private final long id;
    private final Operator operator;
    private final Screen screen;
    private final FileArea files;
    private final LineRunner runner;
    private final Instant since;
    private final Stop stop = new Stop();
    private final List<Integer> refusedLines = new ArrayList<>();
    private volatile boolean open = true;
    private volatile Instant lastActive;
    private volatile String ended = "";
    private final Announcements announcements;
    private volatile @Nullable Editing editing;
    private @Nullable FailedCommit failed;
    private @Nullable Answer answer;

    ShellSession(ShellSessions sessions, long id, Operator operator, Screen screen) {
        this.sessions = sessions;
        this.id = id;
        this.operator = operator;
        this.screen = screen;
        this.announcements = new Announcements(screen);
        this.files = new FileArea(sessions.device(), operator);
        this.runner = new LineRunner(this, sessions.commandSet());
        this.since = device().clock().instant();
        this.lastActive = since;
    }

    /** Runs one line, prints what it answers or what is wrong with it, and writes the audit record. */
    public Outcome execute(String line) {
        return execute(line, 0);
    }

    /**
     * Runs one line of many.
     *
     * @param number by which complaints name it; what it changes is not committed by a later one if it is refused
     */
    public Outcome execute(String line, int number) {
        touch();
        stop.forget();
        try {
            return runner.run(line, number);
        } finally {
            touch();
        }
    }

    /** What stands before the next line, such as <code>bumpwire{running-sslinsp}</code>. */
    public String prompt() {
        String name = device().config().running().general().hostName();
        Editing edit = editing;
        if (edit == null) {
            return name + "{" + confirmation() + "}" + (device().config().runningIsSaved() ? "" : "*");
        }
        return "%s{%s%s%s}".formatted(name, context(), edit.candidate().changed() ? "*" : "", confirmation());
    }

    /** How many seconds are left to confirm what runs, where that is to be done. */
    private String confirmation() {
        return device().config()
                .unconfirmed()
                .map(u -> "!" + u.left().toSeconds())
                .orElse("");
    }

    /** What may come at the cursor of a line. */
    public List<Choice> choices(PartialLine line) {
        return runner.choices(line);
    }

    /**
     * The choices at the cursor as lines to read.
     *
     * @return nothing where the cursor is inside quotes, and so a question mark is one
     */
    public Optional<List<String>> help(String line, int cursor) {
        String typed = line.substring(0, cursor);
        try {
            LineLexer.read(typed);
        } catch (SyntaxException e) {
            return Optional.empty();
        }
        return Optional.of(HelpText.of(choices(PartialLine.of(typed, cursor))));
    }

    /** A line as it may be kept. */
    public String masked(String line) {
        return runner.secrets(line).text();
    }

    public long id() {
        return id;
    }

    public Operator operator() {
        return operator;
    }

    public Device device() {
        return sessions.device();
    }

    public ShellSessions sessions() {
        return sessions;
    }

    public Screen screen() {
        return screen;
    }

    public FileArea files() {
        return files;
    }

    public Instant since() {
        return since;
    }

    public Instant lastActive() {
        return lastActive;
    }

    /** What the operator may do now; nothing once the account is gone. */
    public Optional<Rights> rights() {
        return operator.standing().by(device().config().running().access());
    }

    /** What the operator sees of the configuration now. */
    public Sight sight() {
        return new Sight(rights().orElse(Rights.NONE));
    }

    /** Whether secrets of the configuration are shown, which are for those from whom nothing is kept. */
    public boolean seesSecrets() {
        return rights().filter(Rights::isUnlimited).isPresent();
    }

    /** Whether the operator may do all that a capability is about. */
    public boolean may(Capability capability) {
        return may(capability, Grant.WRITE);
    }

    public boolean may(Capability capability, Grant grant) {
        return rights().filter(rights -> rights.may(capability, grant)).isPresent();
    }

    /** Refuses what the operator may not do, and names the capability that is missing. */
    public void require(Capability capability, Grant grant) throws CommandException {
        Refusals.unless(rights().orElse(Rights.NONE), capability, grant);
    }

    /** Refuses to show a context that the operator may not see, whether it is there or not. */
    public void requireSight(ConfigPath path) throws CommandException {
        Refusals.unless(rights().orElse(Rights.NONE), path, Grant.READ);
    }

    /** Refuses what would change a context that the operator may not change, before it is begun. */
    void requireChange(ConfigPath path) throws CommandException {
        Refusals.unless(rights().orElse(Rights.NONE), path, Grant.WRITE);
    }

    public Mode mode() {
        return editing == null ? Mode.OPERATIONAL : Mode.EDIT;
    }

    /** Edit mode, if the session is in it. */
    public Optional<Editing> editing() {
        return Optional.ofNullable(editing);
    }

    /** The operator as the configuration store knows them. */
    public Editor editor() throws CommandException {
        if (rights().isEmpty()) {
            throw new CommandException("Your account is gone");
        }
        return new Editor(operator.user(), () -> rights().orElse(Rights.NONE), operator.address(), Long.toString(id));
    }

    /** Enters edit mode, or answers the one that the session is in. */
    public Editing edit() throws CommandException {
        Editing edit = editing;
        if (edit == null) {
            edit = new Editing(device().config().openCandidate(editor()));
            editing = edit;
            refusedLines.clear();
        }
        return edit;
    }

    /**
     * Leaves edit mode; what was not committed is dropped, but never without the operator's word.
     *
     * @return false if the operator would rather stay
     */
    public boolean leaveEditing() throws CommandException {
        Editing edit = editing;
        if (edit == null) {
            return true;
        }
        if (edit.candidate().changed()) {
            if (!screen.interactive()) {
                throw new CommandException("There are uncommitted changes; commit or discard them first");
            }
            if (!screen.confirm("Drop the uncommitted changes?")) {
                return false;
            }
        }
        dropCandidate();
        return true;
    }

    public void discard() {
        editing().ifPresent(Editing::discard);
        refusedLines.clear();
    }

    /** Lines among many that would have changed the candidate and were refused, since editing began. */
    public List<Integer> refusedLines() {
        return List.copyOf(refusedLines);
    }

    /** The many lines are over; what comes next was typed by someone who saw the complaints. */
    public void forgetRefusedLines() {
        refusedLines.clear();
    }

    void refused(int number) {
        if (number > 0 && editing != null) {
            refusedLines.add(number);
        }
    }

    /** Keeps a commit that was refused, also when its changes are dropped. */
    public void failed(FailedCommit commit) {
        failed = commit;
    }

    /** The last commit of this session that was refused. */
    public Optional<FailedCommit> failed() {
        return Optional.ofNullable(failed);
    }

    public void show(Report report) throws CommandException {
        currentAnswer().show(report);
    }

    /** A remark in the answer. */
    public void say(String text) {
        currentAnswer().say(text);
    }

    /** One item of an answer that goes on until stopped. */
    public void item(String text, String document, JsonNode data) {
        currentAnswer().item(text, document, data);
    }

    /** Waits for so long, and answers whether a command that goes on must end now. */
    public boolean awaitStop(Duration wait) {
        touch();
        screen.flush();
        boolean leaves = screen.interactive() ? screen.leaves(wait) : stop.await(wait);
        return leaves || stop.isAsked() || !open || currentAnswer().isFull();
    }

    /** Whether more output would not be seen. */
    public boolean outputFull() {
        return stop.isAsked() || !open || currentAnswer().isFull();
    }

    /** Somebody is there: the idle timeout begins anew. */
    public void touch() {
        lastActive = device().clock().instant();
    }

    /** Whether more lines may be run; false after {@code logout} and {@link #hangup}. */
    public boolean isOpen() {
        return open;
    }

    /** Ends the session by the operator's own wish. */
    public void logout() throws CommandException {
        if (leaveEditing()) {
            open = false;
        }
    }

    /** Stops the command that runs now, if it is one that goes on until stopped. */
    public void interrupt() {
        stop.ask();
    }

    /** Lets the operator know what happened to the device; from any thread, and never waits. */
    void announce(String sentence) {
        if (open) {
            announcements.tell(new Veil(sight()).over(sentence));
        }
    }

    /** Ends the session of somebody from whom nothing came for too long. */
    void hangUpIdle(Duration allowed) {
        ended = "Nothing came for %d s".formatted(allowed.toSeconds());
        hangup();
    }

    /**
     * Writes the audit record of something that was asked for and is no line.
     *
     * @param what without secrets
     * @param fault what was wrong with it; empty where it was done
     * @param durable whether the record must be on disk when this returns
     */
    public void audit(String what, String fault, boolean durable) {
        boolean accepted = fault.isEmpty();
        boolean unused = sessions.audit().record(this, context(), what, accepted, accepted ? "ok" : fault, durable);
    }

    /** Ends the session from outside: the operator is gone. */
    public void hangup() {
        open = false;
        stop.ask();
        screen.hangup();
    }

    /** Drops the candidate and leaves the list of sessions. */
    @Override
    public void close() {
        open = false;
        boolean drops = editing().filter(e -> e.candidate().changed()).isPresent();
        if (drops || screen.timesOut()) {
            sessions.audit().ended(this, context(), drops ? "Uncommitted changes were dropped" : ended);
        }
        dropCandidate();
        announcements.close();
        sessions.left(this);
    }

    /** Where the operator stands, as the prompt and the audit log name it. */
    String context() {
        return editing().map(Editing::context).orElse("");
    }

    Answer begin(Pipeline pipeline) {
        Answer begun = new Answer(screen, files, pipeline);
        answer = begun;
        begun.begin();
        return begun;
    }

    private Answer currentAnswer() {
        Answer current = answer;
        if (current == null) {
            throw new IllegalStateException("No command runs");
        }
        return current;
    }

    private void dropCandidate() {
        Editing edit = editing;
        editing = null;
        refusedLines.clear();
        if (edit != null) {
            edit.candidate().close();
        }
    }
}
