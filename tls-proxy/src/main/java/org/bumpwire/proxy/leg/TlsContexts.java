package org.bumpwire.proxy.leg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import org.bumpwire.config.model.TlsSettings;

/**
 * Makes the legs of one proxy's flows; safe for any thread.
 *
 * <p>Much belongs to the engine's contexts and not to its connections, so there is one context for each distinct offer.
 * Those used most, {@link #MAX_CONTEXTS} a side, are kept.
 */
public final class TlsContexts {
    static final int MAX_CONTEXTS = 256;

    private final TlsSettings settings;
    private final boolean tickets;
    private final Cache<List<String>, BoringContext> forClients = cache();
    private final Cache<ServerOffer, BoringContext> forServers = cache();

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
        towardsServer(new ServerOffer(settings.versions(), settings.cipherSuites(), List.of(), true));
    }

    private static <K> Cache<K, BoringContext> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_CONTEXTS)
                .executor(Runnable::run)
                .build();
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
     * @param sni the host name that is asked for; empty for none
     */
    public TlsHandler serverLeg(ServerOffer offer, String sni, Duration timeout, TlsHandler.Listener listener) {
        BoringContext context = towardsServer(offer);
        return new TlsHandler(allocator -> context.connect(allocator, sni), timeout, listener);
    }

    public TlsSettings settings() {
        return settings;
    }

    private BoringContext towardsClient(List<String> alpn) {
        return forClients.get(alpn, list -> BoringContext.forServer(settings, list, tickets));
    }

    private BoringContext towardsServer(ServerOffer offer) {
        return forServers.get(offer, BoringContext::forClient);
    }
}
