package org.bumpwire.proxy.flow;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bumpwire.config.model.SslInspection.OverLimit;
import org.bumpwire.journal.Severity;

/** The places for sessions under inspection; the system journal hears once each time that they run out. */
final class ConnectionLimit {
    private static final String REACHED =
            "SSL Inspection reached Critical threshold of Max Concurrent Connections. Action: ";

    private final SystemLog log;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean announced = new AtomicBoolean();

    ConnectionLimit(SystemLog log) {
        this.log = log;
    }

    /** Where the device's own events go. */
    interface SystemLog {
        void append(Severity severity, String message);
    }

    boolean take(int max, OverLimit overLimit) {
        int before = taken.getAndUpdate(n -> n < max ? n + 1 : n);
        if (before < max) {
            return true;
        }
        if (announced.compareAndSet(false, true)) {
            log.append(Severity.CRITICAL, REACHED + action(overLimit));
        }
        return false;
    }

    /** A tenth of the places must be free again before running out of them is news. */
    void giveBack(int max) {
        int now = taken.decrementAndGet();
        if (now < max - max / 10) {
            announced.set(false);
        }
    }

    private static String action(OverLimit overLimit) {
        return switch (overLimit) {
            case BYPASS -> "Allow but bypass Inspection";
            case BLOCK -> "Block";
        };
    }
}
