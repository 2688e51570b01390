package org.bumpwire.shell.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Consumer;
import org.bumpwire.shell.netconf.NetconfService;
import org.bumpwire.shell.netconf.NetconfSession;
import org.bumpwire.shell.session.Operator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that speaks NETCONF (RFC 6242). */
record NetconfWork(NetconfService service, Operator operator) implements ChannelWork {
    private static final Logger LOG = LoggerFactory.getLogger(NetconfWork.class);
    private static final int DONE = 0;

    @Override
    public int run(Streams streams, Consumer<Runnable> hangup) throws IOException {
        try (OutputStream out = streams.out()) {
            NetconfSession session = service.open(operator, streams.in(), out, () -> close(streams.in()));
            hangup.accept(session::hangup);
            session.run();
            return DONE;
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
