package org.bumpwire.shell.ssh;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.bumpwire.journal.AuditRecord;
import org.bumpwire.journal.Journal;
import org.bumpwire.shell.login.Admission;
import org.bumpwire.shell.login.LoginDesk;
import org.bumpwire.shell.login.LoginHistory;

/** Lets operators in by password or public key, and leaves a trace of everyone who tried. */
final class Logins implements PasswordAuthenticator, PublickeyAuthenticator, AutoCloseable {
    private static final int MAX_WAITING = 32;
    private static final int MOST_CHECKS = 4;
    private static final long NO_SHELL_SESSION = 0;
    private static final AttributeRepository.AttributeKey<Admission.Admitted> BY_PASSWORD =
            new AttributeRepository.AttributeKey<>();
    private static final AttributeRepository.AttributeKey<Admission.Admitted> BY_KEY =
            new AttributeRepository.AttributeKey<>();
    private static final AttributeRepository.AttributeKey<List<String>> NEWS = new AttributeRepository.AttributeKey<>();

    private final LoginDesk desk;
    private final LoginHistory history;
    private final Journal journal;
    private final Clock clock;

    // A password takes a tenth of a second to check, or as long as a server needs to answer: not on the threads that
    // serve everybody's keystrokes.
    private final ThreadPoolExecutor passwordChecks = new ThreadPoolExecutor(
            MOST_CHECKS,
            MOST_CHECKS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MAX_WAITING),
            Logins::checkingThread);

    Logins(LoginDesk desk, LoginHistory history, Journal journal, Clock clock) {
        this.passwordChecks.allowCoreThreadTimeOut(true);
        this.desk = desk;
        this.history = history;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public boolean authenticate(String username, String password, ServerSession session) {
        AsyncAuthException answer = new AsyncAuthException();
        try {
            passwordChecks.execute(() -> answer.setAuthed(passwordIsRight(username, password, session)));
        } catch (RejectedExecutionException e) {
            record(username, session, false, "Too many logins at once");
            return false;
        }
        throw answer;
    }

    /** Called for every key that a client offers, and again when it has proved that it holds one. */
    @Override
    public boolean authenticate(String username, PublicKey key, ServerSession session) {
        ByteArrayBuffer blob = new ByteArrayBuffer();
        blob.putRawPublicKey(key);
        Optional<Admission.Admitted> admitted = desk.byKey(username, blob.getCompactData());
        admitted.ifPresent(who -> session.setAttribute(BY_KEY, who));
        return admitted.isPresent();
    }

    /**
     * Who was let in on a connection. A password that was right counts first, for a key may only have been offered, and who
     * comes by a server may have the name of an account.
     */
    Optional<Admission.Admitted> admitted(ServerSession session) {
        return Optional.ofNullable(session.getAttribute(BY_PASSWORD))
                .or(() -> Optional.ofNullable(session.getAttribute(BY_KEY)));
    }

    /** What they should know about earlier logins. */
    List<String> news(ServerSession session) {
        return Optional.ofNullable(session.getAttribute(NEWS)).orElse(List.of());
    }

    void loggedIn(ServerSession session) {
        String by = admitted(session).map(Admission.Admitted::by).orElse("");
        session.setAttribute(
                NEWS, history.admitted(session.getUsername(), address(session.getClientAddress()), clock.instant()));
        record(session.getUsername(), session, true, by);
    }

    /** Only of who was let in, for a stranger's connection says nothing that its failed logins did not. */
    void loggedOut(ServerSession session) {
        admitted(session)
                .filter(who -> session.isAuthenticated())
                .ifPresent(who -> record("logout", who.user(), session, true, ""));
    }

    @Override
    public void close() {
        passwordChecks.shutdownNow();
    }

    private boolean passwordIsRight(String username, String password, ServerSession session) {
        Admission admission = desk.byPassword(username, password.toCharArray());
        if (admission instanceof Admission.Admitted admitted) {
            session.setAttribute(BY_PASSWORD, admitted);
            return true;
        }
        if (admission instanceof Admission.Refused refused) {
            record(username, session, false, refused.why());
        }
        return false;
    }

    private void record(String username, ServerSession session, boolean accepted, String result) {
        if (!accepted) {
            history.refused(username, address(session.getClientAddress()), clock.instant());
        }
        record("login", username, session, accepted, result);
    }

    private void record(String event, String username, ServerSession session, boolean accepted, String result) {
        Instant now = clock.instant();
        long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        journal.append(new AuditRecord(
                nanos, username, address(session.getClientAddress()), NO_SHELL_SESSION, "", event, accepted, result));
    }

    static String address(SocketAddress peer) {
        String text = peer.toString();
        return text.startsWith("/") ? text.substring(1) : text;
    }

    private static Thread checkingThread(Runnable task) {
        Thread thread = new Thread(task, "ssh-password");
        thread.setDaemon(true);
        return thread;
    }
}
