package org.bumpwire.proxy.leg;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.proxy.leg.BoringContext.Tickets;
import org.bumpwire.proxy.leg.ServerSessions.Place;
import org.bumpwire.proxy.leg.ServerSessions.ResumablePlace;
import org.jspecify.annotations.Nullable;

/**
 * Makes the legs of one proxy's flows; safe for any thread.
 *
 * <p>Much belongs to the engine's contexts and not to its connections, so there is one context for each distinct offer.
 * Those used most, {@link #MAX_CONTEXTS} a side, are kept.
 */
public final class TlsContexts {
    static final int MAX_CONTEXTS = 256;

    /** Settings that the engine is known to take: a large configuration has the same ones a thousand times. */
    private static final Cache<TlsSettings, Boolean> TAKEN = cache();

    private final TlsSettings settings;
    private final String proxy;
    private final @Nullable Resumption resumption;
    private final long owner;
    private final EngineChoice engines;
    private final Executor workers;
    private final Cache<String, BoringContext> forClients = cache();
    private final Cache<ServerOffer, BoringContext> forServers = cache();

    /**
     * Tries settings that are new, so that it shows here where the engine does not take them.
     *
     * @param proxy whose legs they are; together with the settings it is what clients' tickets are bound to
     * @param resumption null where no session is to be resumed
     * @param workers for what takes long in the legacy engine
     * @throws IllegalArgumentException if the engine does not take the settings
     */
    public TlsContexts(TlsSettings settings, String proxy, @Nullable Resumption resumption, Executor workers) {
        this.settings = settings;
        this.proxy = proxy;
        this.resumption = resumption;
        this.workers = workers;
        owner = resumption == null ? 0 : resumption.newOwner();
        engines = new EngineChoice(settings);
        if (!beyondBoringSsl().isEmpty()) {
            // Loading the library takes longer than a flow should wait.
            LegacyCrypto.instance();
        }
        if (TAKEN.getIfPresent(settings) == null) {
            towardsClient("");
            towardsServer(new ServerOffer(settings.versions(), settings.cipherSuites(), List.of(), true));
            TAKEN.put(settings, true);
        }
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MAX_CONTEXTS)
                .executor(Runnable::run)
                .build();
    }

    /**
     * The leg that faces the client.
     *
     * @param alpn the protocol that the server chose; empty for none
     * @param staple an OCSP response for the certificate, in DER; empty for none
     */
    public TlsHandler clientLeg(
            Engine engine,
            String alpn,
            KeyMaterial material,
            byte[] staple,
            Duration timeout,
            TlsHandler.Listener listener) {
        if (engine == Engine.LEGACY) {
            return new TlsHandler(
                    allocator -> LegacyConnection.accept(settings, alpn, material, staple, allocator, workers),
                    timeout,
                    listener);
        }
        BoringContext context = towardsClient(alpn);
        return new TlsHandler(allocator -> context.accept(allocator, material, staple), timeout, listener);
    }

    /**
     * The leg that faces the server.
     *
     * @param sni the host name that is asked for; empty for none
     */
    public TlsHandler serverLeg(
            ServerOffer offer, String sni, InetSocketAddress server, Duration timeout, TlsHandler.Listener listener) {
        if (engines.towardsServer(offer) == Engine.LEGACY) {
            return new TlsHandler(
                    allocator -> LegacyConnection.connect(offer, sni, allocator, workers), timeout, listener);
        }
        BoringContext context = towardsServer(offer);
        ResumablePlace resumable = resumption == null
                ? null
                : new ResumablePlace(resumption.serverSessions(), new Place(owner, server, sni, offer));
        return new TlsHandler(allocator -> context.connect(allocator, sni, resumable), timeout, listener);
    }

    public TlsSettings settings() {
        return settings;
    }

    /** What of the settings needs the legacy engine, in words for operators. */
    public List<String> beyondBoringSsl() {
        return engines.beyondBoringSsl();
    }

    private BoringContext towardsClient(String alpn) {
        return forClients.get(alpn, a -> BoringContext.forServer(settings, list(a), tickets()));
    }

    private @Nullable Tickets tickets() {
        return resumption == null
                ? null
                : new Tickets(resumption.ticketKeys(), (proxy + '\n' + settings).getBytes(UTF_8));
    }

    private static List<String> list(String alpn) {
        return alpn.isEmpty() ? List.of() : List.of(alpn);
    }

    private BoringContext towardsServer(ServerOffer offer) {
        return forServers.get(offer, o -> BoringContext.forClient(o, resumption != null));
    }
}
