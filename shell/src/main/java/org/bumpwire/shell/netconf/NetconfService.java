package org.bumpwire.shell.netconf;

import java.io.InputStream;
import java.io.OutputStream;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.ShellSessions;

/** NETCONF for one device; safe for use by many threads. */
public final class NetconfService {
    /** The name of the SSH subsystem (RFC 6242, section 3). */
    public static final String NAME = "netconf";

    private final ShellSessions sessions;
    private final ConfirmedCommits confirmed = new ConfirmedCommits();

    public NetconfService(ShellSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * A session of an operator over two streams, which are not closed.
     *
     * @param cut ends the input stream, so that nobody waits for it any more; from any thread
     */
    public NetconfSession open(Operator operator, InputStream input, OutputStream output, Runnable cut) {
        return new NetconfSession(sessions, operator, new Framing(input, output), confirmed, cut);
    }
}
