package org.bumpwire.proxy.flow;

import java.util.concurrent.atomic.AtomicLong;
import org.bumpwire.stats.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of one flow, read from and written to each side; added to by the flow's event loop, read by any thread.
 *
 * <p>What is counted is what the peer's application counts: of a decrypted leg the clear text, otherwise every byte
 * of the connection.
 */
public final class Traffic {
    private final Meter clientIn = new Meter();
    private final Meter clientOut = new Meter();
    private final Meter serverIn = new Meter();
    private final Meter serverOut = new Meter();

    Traffic() {}

    /** Bytes came from a side. */
    public void received(Side side, long bytes) {
        (side == Side.CLIENT ? clientIn : serverIn).add(bytes);
    }

    /** Bytes were written to a side. */
    public void sent(Side side, long bytes) {
        (side == Side.CLIENT ? clientOut : serverOut).add(bytes);
    }

    public long receivedFrom(Side side) {
        return (side == Side.CLIENT ? clientIn : serverIn).bytes.get();
    }

    public long sentTo(Side side) {
        return (side == Side.CLIENT ? clientOut : serverOut).bytes.get();
    }

    /** From now on, and for what has been so far, the device's counters take part. */
    void countInto(SslInspStats stats) {
        clientIn.countInto(stats.clientBytesIn);
        clientOut.countInto(stats.clientBytesOut);
        serverIn.countInto(stats.serverBytesIn);
        serverOut.countInto(stats.serverBytesOut);
    }

    /** What is sent from now on, either way, is a tunnel's. */
    void countTunnelled(Counter bytes) {
        clientOut.tunnelled = bytes;
        serverOut.tunnelled = bytes;
    }

    private static final class Meter {
        private final AtomicLong bytes = new AtomicLong();

        private @Nullable Counter counter;
        private @Nullable Counter tunnelled;

        void add(long more) {
            // One writer: no need for a locked instruction.
            bytes.lazySet(bytes.getPlain() + more);
            if (counter != null) {
                counter.add(more);
            }
            if (tunnelled != null) {
                tunnelled.add(more);
            }
        }

        void countInto(Counter into) {
            counter = into;
            into.add(bytes.getPlain());
        }
    }
}
