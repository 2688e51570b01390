package org.bumpwire.shell.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One SSH channel, which begins its work on a thread and lets it know when the client is gone. */
final class WorkChannel implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(WorkChannel.class);
    private static final int FAILED = 1;

    private final String name;
    private final ChannelWork work;
    private final Runnable ended;

    private @Nullable InputStream input;
    private @Nullable OutputStream output;
    private @Nullable OutputStream errors;
    private @Nullable ExitCallback exit;
    private Runnable hangup = () -> {};
    private boolean hungUp;

    /**
     * Makes a channel that has not begun.
     *
     * @param name of the thread
     * @param ended told once, when the channel's work is over
     */
    WorkChannel(String name, ChannelWork work, Runnable ended) {
        this.name = name;
        this.work = work;
        this.ended = ended;
    }

    @Override
    public void setInputStream(InputStream in) {
        input = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        output = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        errors = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        InputStream in = input;
        OutputStream out = output;
        OutputStream err = errors;
        ExitCallback callback = exit;
        if (in == null || out == null || err == null || callback == null) {
            throw new IllegalStateException("SSH channel has no streams");
        }
        ChannelWork.Streams streams = new ChannelWork.Streams(in, out, err, environment);
        Thread thread = new Thread(() -> callback.onExit(serve(streams)), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The client or its connection is gone, or the server stops. */
    @Override
    public void destroy(ChannelSession channel) {
        Runnable tellWhoServes;
        synchronized (this) {
            hungUp = true;
            tellWhoServes = hangup;
        }
        tellWhoServes.run();
    }

    private int serve(ChannelWork.Streams streams) {
        try {
            return work.run(streams, this::onHangup);
        } catch (IOException e) {
            LOG.debug("{} ended", name, e);
            return FAILED;
        } catch (RuntimeException e) {
            LOG.error("{} failed", name, e);
            return FAILED;
        } finally {
            ended.run();
        }
    }

    private void onHangup(Runnable action) {
        boolean already;
        synchronized (this) {
            hangup = action;
            already = hungUp;
        }
        if (already) {
            action.run();
        }
    }
}
