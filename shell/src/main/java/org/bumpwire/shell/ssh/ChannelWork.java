package org.bumpwire.shell.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.apache.sshd.server.Environment;

/** What is done on one SSH channel from its beginning to its end, on a thread of its own. */
interface ChannelWork {
    /**
     * Does all of it.
     *
     * @param hangup is told how the work is made to end soon when the client is gone; that may happen from any thread
     * @return the exit status
     * @throws IOException where a stream breaks off
     */
    int run(Streams streams, Consumer<Runnable> hangup) throws IOException;

    /** The channel's streams, and what the client said about its terminal. */
    record Streams(InputStream in, OutputStream out, OutputStream err, Environment environment) {}
}
