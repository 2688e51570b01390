package org.bumpwire.proxy.leg;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;

/**
 * Makes the legs of one proxy's flows; safe for any thread.
 *
 * <p>ALPN belongs to the engine's contexts and not to its connections, so there is one context for each list that
 * clients offer. At most {@link #MAX_LISTS} are kept a side; clients beyond that pay for their own.
 */
public final class TlsContexts {
    static final int MAX_LISTS = 64;

    private final TlsSettings settings;
    private final boolean tickets;
    private final Map<List<String>, BoringContext> forClients = new ConcurrentHashMap<>();
    private final Map<List<String>, BoringContext> forServers = new ConcurrentHashMap<>();

    /**
     * Makes one context for each side at once, so that settings that the engine does not take show here.
     *
     * @param tickets whether clients may resume their sessions, for which they must be shown the same certificates
     *     whatever the server behind turns out to be
     * @throws IllegalArgumentException if the engine does not take the settings
     */
    public TlsContexts(TlsSettings settings, boolean tickets) {
        this.settings = settings;
        this.tickets = tickets;
        towardsClient(List.of());
        towardsServer(List.of());
    }

    /**
     * The leg that faces the client.
     *
     * @param alpn the protocol that the server chose; empty for none
     */
    public TlsHandler clientLeg(String alpn, KeyMaterial material, Duration timeout, TlsHandler.Listener listener) {
        BoringContext context = towardsClient(alpn.isEmpty() ? List.of() : List.of(alpn));
        return new TlsHandler(allocator -> context.accept(allocator, material), timeout, listener);
    }

    /**
     * The leg that faces the server.
     *
     * @param alpn what is offered
     * @param sni the host name that is asked for; empty for none
     * @param versions a part of the settings' versions
     * @param postQuantum whether X25519MLKEM768 is offered
     */
    public TlsHandler serverLeg(
            List<String> alpn,
            String sni,
            Set<TlsVersion> versions,
            boolean postQuantum,
            Duration timeout,
            TlsHandler.Listener listener) {
        BoringContext context = towardsServer(BoringContext.offerable(alpn));
        return new TlsHandler(allocator -> context.connect(allocator, sni, versions, postQuantum), timeout, listener);
    }

    public TlsSettings settings() {
        return settings;
    }

    private BoringContext towardsClient(List<String> alpn) {
        return shared(forClients, alpn, list -> BoringContext.forServer(settings, list, tickets));
    }

    private BoringContext towardsServer(List<String> alpn) {
        return shared(forServers, alpn, list -> BoringContext.forClient(settings, list));
    }

    private static BoringContext shared(
            Map<List<String>, BoringContext> contexts, List<String> alpn, Function<List<String>, BoringContext> make) {
        BoringContext known = contexts.get(alpn);
        if (known != null) {
            return known;
        }
        return contexts.size() < MAX_LISTS ? contexts.computeIfAbsent(alpn, make) : make.apply(alpn);
    }
}
