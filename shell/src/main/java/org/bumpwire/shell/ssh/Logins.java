package org.bumpwire.shell.ssh;

import java.net.SocketAddress;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.auth.AsyncAuthException;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.bumpwire.config.login.Authenticator;
import org.bumpwire.journal.AuditRecord;
import org.bumpwire.journal.Journal;

/** Lets operators in by password or public key, and leaves a trace of everyone who tried. */
final class Logins implements PasswordAuthenticator, PublickeyAuthenticator, AutoCloseable {
    private static final int MAX_WAITING = 32;
    private static final long NO_SHELL_SESSION = 0;

    private final Authenticator authenticator;
    private final Journal journal;
    private final Clock clock;

    // A password takes a tenth of a second to check: not on the threads that serve everybody's keystrokes.
    private final ExecutorService passwordChecks = new ThreadPoolExecutor(
            0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), Logins::checkingThread);

    Logins(Authenticator authenticator, Journal journal, Clock clock) {
        this.authenticator = authenticator;
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
        return authenticator.byKey(username, blob.getCompactData()).isPresent();
    }

    void loggedIn(ServerSession session) {
        record(session.getUsername(), session, true, "");
    }

    @Override
    public void close() {
        passwordChecks.shutdownNow();
    }

    private boolean passwordIsRight(String username, String password, ServerSession session) {
        boolean right =
                authenticator.byPassword(username, password.toCharArray()).isPresent();
        if (!right) {
            String why = authenticator
                    .lockedUntil(username)
                    .map(until -> "Account is locked until " + until)
                    .orElse("Wrong user or password");
            record(username, session, false, why);
        }
        return right;
    }

    private void record(String username, ServerSession session, boolean accepted, String result) {
        Instant now = clock.instant();
        long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        journal.append(new AuditRecord(
                nanos, username, address(session.getClientAddress()), NO_SHELL_SESSION, "", "login", accepted, result));
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
