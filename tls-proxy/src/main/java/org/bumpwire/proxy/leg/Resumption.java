package org.bumpwire.proxy.leg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What lets both legs resume sessions, whatever the configuration: sessions with servers, and keys for the tickets of
 * clients. Safe for any thread.
 *
 * <p>Ticket keys belong to the engine's contexts, so there is one for each certificate that is shown and each protocol
 * that goes with it; those used most, {@link #MAX_CONTEXTS} of them, are kept.
 */
public final class Resumption implements AutoCloseable {
    static final int MAX_CONTEXTS = 4_096;

    private final Clock clock;
    private final TicketKeys ticketKeys;
    private final ServerSessions serverSessions;
    private final AtomicLong owners = new AtomicLong();
    private final Cache<ContextKey, BoringContext> contexts = Caffeine.newBuilder()
            .maximumSize(MAX_CONTEXTS)
            .executor(Runnable::run)
            .build();

    public Resumption(Clock clock) {
        this.clock = clock;
        ticketKeys = new TicketKeys(clock);
        serverSessions = new ServerSessions(clock);
    }

    /**
     * @param owner the proxy in one configuration revision
     * @param certificate identity of what is shown
     */
    record ContextKey(long owner, String certificate, String alpn) {
        // What makes these of a record goes through method handles, which the quick compiler of the JVM leaves slow.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ContextKey that
                    && owner == that.owner
                    && certificate.equals(that.certificate)
                    && alpn.equals(that.alpn);
        }

        @Override
        public int hashCode() {
            return (Long.hashCode(owner) * 31 + certificate.hashCode()) * 31 + alpn.hashCode();
        }
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

    BoringContext context(ContextKey key, Supplier<BoringContext> make) {
        BoringContext known = contexts.getIfPresent(key);
        return known == null ? contexts.get(key, k -> make.get()) : known;
    }

    /** Sessions with servers that could be resumed now. */
    public int serverSessionsKept() {
        return serverSessions.count();
    }

    /** Certificates, with the protocol agreed on, for which tickets are given out. */
    public long clientContextsKept() {
        return contexts.estimatedSize();
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
        contexts.invalidateAll();
    }
}
