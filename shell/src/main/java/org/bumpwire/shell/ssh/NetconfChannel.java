package org.bumpwire.shell.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.bumpwire.shell.netconf.NetconfService;
import org.bumpwire.shell.netconf.NetconfSession;
import org.bumpwire.shell.session.Operator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One SSH channel on which a program speaks NETCONF (RFC 6242), on a thread of its own. */
final class NetconfChannel implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(NetconfChannel.class);
    private static final int DONE = 0;
    private static final int FAILED = 1;

    private final NetconfService service;
    private final Operator operator;
    private final Runnable ended;

    private @Nullable InputStream input;
    private @Nullable OutputStream output;
    private @Nullable ExitCallback exit;
    private volatile @Nullable NetconfSession session;

    /** @param ended told once, when the channel's work is over */
    NetconfChannel(NetconfService service, Operator operator, Runnable ended) {
        this.service = service;
        this.operator = operator;
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
        // Everything is said in messages.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        InputStream in = input;
        OutputStream out = output;
        ExitCallback callback = exit;
        if (in == null || out == null || callback == null) {
            throw new IllegalStateException("SSH channel has no streams");
        }
        NetconfSession opened = service.open(operator, in, out, () -> close(in));
        session = opened;
        Thread thread = new Thread(() -> callback.onExit(serve(opened, out)), "ssh-netconf-" + operator.address());
        thread.setDaemon(true);
        thread.start();
    }

    /** The client or its connection is gone, or the server stops. */
    @Override
    public void destroy(ChannelSession channel) {
        NetconfSession opened = session;
        if (opened != null) {
            opened.hangup();
        }
    }

    private int serve(NetconfSession opened, OutputStream out) {
        try (out) {
            opened.run();
            return DONE;
        } catch (IOException e) {
            LOG.debug("NETCONF of {} ended", operator.address(), e);
            return FAILED;
        } catch (RuntimeException e) {
            LOG.error("NETCONF of {} failed", operator.address(), e);
            return FAILED;
        } finally {
            ended.run();
        }
    }

    private void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            LOG.debug("NETCONF input of {} did not close", operator.address(), e);
        }
    }
}
