package org.bumpwire.proxy.leg;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What lets both legs resume sessions, whatever the configuration: sessions with servers, and keys for the tickets of
 * clients. Safe for any thread.
 */
public final class Resumption implements AutoCloseable {
    private final Clock clock;
    private final TicketKeys ticketKeys;
    private final ServerSessions serverSessions;
    private final AtomicLong owners = new AtomicLong();

    public Resumption(Clock clock) {
        this.clock = clock;
        ticketKeys = new TicketKeys(clock);
        serverSessions = new ServerSessions(clock);
    }

    /** A number for a proxy in one configuration revision. */
    long newOwner() {
        return owners.incrementAndGet();
    }

    TicketKeys ticketKeys() {
        return ticketKeys;
    }

    ServerSessions serverSessions() {
        return serverSessions;
    }

    /** Sessions with servers that could be resumed now. */
    public int serverSessionsKept() {
        return serverSessions.count();
    }

    /** How long the newest ticket key has been in use. */
    public Duration ticketKeyAge() {
        return Duration.between(ticketKeys.current().since(), clock.instant());
    }

    /** Generations of ticket keys that open a ticket now. */
    public int ticketKeysAccepted() {
        return ticketKeys.current().secrets().size();
    }

    /** Frees what is kept; nobody may use it any more. */
    @Override
    public void close() {
        serverSessions.clear();
    }
}
