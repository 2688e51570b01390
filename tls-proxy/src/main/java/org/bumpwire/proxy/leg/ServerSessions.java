package org.bumpwire.proxy.leg;

import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLSession;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sessions with servers that were accepted without reserve, for resumption within {@link #KEPT}.
 *
 * <p>At most {@link #MAX_SESSIONS}; those that were not used for longest go first. A session of TLS 1.3 is offered once
 * (RFC 8446, appendix C.4). No verdict is kept with a session: whoever resumes it is shown its certificate and judges
 * anew. Safe for any thread; the native memory is this object's business.
 */
final class ServerSessions {
    static final int MAX_SESSIONS = 8_192;

    /** As many as connections to one server may be shaking hands at once without running out. */
    static final int MAX_EACH = 32;

    static final Duration KEPT = Duration.ofHours(1);

    private final Clock clock;
    private final Map<Place, Deque<Session>> byPlace = new LinkedHashMap<>(16, 0.75f, true);
    private int count;

    ServerSessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Where a session may be resumed.
     *
     * @param owner the proxy in one configuration revision, which never shares sessions
     */
    record Place(long owner, InetSocketAddress server, String sni, ServerOffer offer) {
        // What makes these of a record goes through method handles, which the quick compiler of the JVM leaves slow.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place that
                    && owner == that.owner
                    && sni.equals(that.sni)
                    && server.equals(that.server)
                    && offer.equals(that.offer);
        }

        @Override
        public int hashCode() {
            return (Long.hashCode(owner) * 31 + server.hashCode()) * 31 + sni.hashCode();
        }
    }

    private record Session(long pointer, Instant born) {}

    /** Where one connection finds and leaves sessions. */
    record ResumablePlace(ServerSessions sessions, Place place) {
        void offerOn(long ssl) {
            sessions.offerOn(ssl, place);
        }

        void keep(long session) {
            sessions.keep(place, session);
        }

        void forget() {
            sessions.forget(place);
        }
    }

    /** Takes over the caller's reference to a session. */
    private synchronized void keep(Place place, long pointer) {
        Deque<Session> sessions = byPlace.computeIfAbsent(place, p -> new ArrayDeque<>(2));
        if (!SSLSession.shouldBeSingleUse(pointer)) {
            discard(sessions);
        } else if (sessions.size() == MAX_EACH) {
            free(sessions.removeLast());
        }
        sessions.addFirst(new Session(pointer, clock.instant()));
        count++;
        Iterator<Deque<Session>> leastUsed = byPlace.values().iterator();
        while (count > MAX_SESSIONS) {
            discard(leastUsed.next());
            leastUsed.remove();
        }
    }

    /** Lets a connection offer the newest session, if there is one. */
    private synchronized void offerOn(long ssl, Place place) {
        Deque<Session> sessions = byPlace.get(place);
        if (sessions == null) {
            return;
        }
        Instant oldest = clock.instant().minus(KEPT);
        while (!sessions.isEmpty() && sessions.getLast().born().isBefore(oldest)) {
            free(sessions.removeLast());
        }
        if (!sessions.isEmpty()) {
            Session newest = sessions.getFirst();
            SSL.setSession(ssl, newest.pointer());
            if (SSLSession.shouldBeSingleUse(newest.pointer())) {
                free(sessions.removeFirst());
            }
        }
        if (sessions.isEmpty()) {
            byPlace.remove(place);
        }
    }

    /** Drops what is kept for a place whose certificate turned out not to hold any more. */
    private synchronized void forget(Place place) {
        Deque<Session> sessions = byPlace.remove(place);
        if (sessions != null) {
            discard(sessions);
        }
    }

    synchronized int count() {
        return count;
    }

    synchronized void clear() {
        byPlace.values().forEach(this::discard);
        byPlace.clear();
    }

    private void discard(Deque<Session> sessions) {
        sessions.forEach(this::free);
        sessions.clear();
    }

    private void free(Session session) {
        SSLSession.free(session.pointer());
        count--;
    }
}
