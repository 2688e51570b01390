package org.bumpwire.proxy.rehearsal;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.store.ConfigSubscriber.PreparedChange;
import org.bumpwire.proxy.ListenerView;
import org.bumpwire.proxy.ProxyServer;
import org.bumpwire.proxy.ProxySettings;
import org.bumpwire.proxy.accept.RearmingEpoll;
import org.bumpwire.stats.StatsRegistry;

/**
 * Runs a data plane in small, with an origin and clients of its own on loopback, through some hundred flows: a JVM that
 * has just started loads and compiles what a flow needs while the first ones wait, which makes them ten times as dear.
 *
 * <p>It has its own counters and no journal, and leaves nothing behind but what the JVM has learned. Where it does not work,
 * because loopback is down, the device works all the same.
 */
public final class Rehearsal {
    /** Inspected for clients, with a certificate that nobody has seen before, TLS 1.3. */
    private static final int NEW_SITES = 60;
    /** In each round, with certificates that are known. */
    private static final int KNOWN_SITES = 40;
    /** The same with TLS 1.2. */
    private static final int OLDER = 20;
    /** Inspected for a server. */
    private static final int SERVER_FLOWS = 30;
    /** What a round made worth compiling is compiled after it, and looked at again with what the next one runs. */
    private static final int ROUNDS = 3;

    /** After which no further round begins. */
    private static final Duration LONG = Duration.ofSeconds(3);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Rehearsal() {}

    /**
     * Takes a second or two, and never more than {@link #LONGEST}; not for an event loop.
     *
     * @param defaults a configuration in which nothing has been configured
     * @return why it was broken off; nothing if it was not
     */
    public static Optional<String> perform(ApplianceConfig defaults) {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("bumpwire-rehearsal", true), new RearmingEpoll());
        try (ProxyServer proxy =
                new ProxyServer(new ProxySettings(1, Duration.ZERO), new StatsRegistry(), new NoJournal())) {
            perform(defaults, loop, proxy);
            return Optional.empty();
        } catch (PkiException | ExecutionException | TimeoutException | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("Interrupted");
        } finally {
            var unused = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }

    private static void perform(ApplianceConfig defaults, EventLoopGroup loop, ProxyServer proxy)
            throws PkiException, ExecutionException, TimeoutException, InterruptedException {
        Stage stage = Stage.made(defaults, Clock.systemUTC());
        try (Origin origin = Origin.start(loop, stage)) {
            Problems problems = new Problems();
            PreparedChange change = proxy.prepare(defaults, stage.config(origin.address()), problems);
            if (!problems.errors().isEmpty()) {
                change.discard();
                throw new IllegalStateException(String.join("; ", problems.errors()));
            }
            change.apply();
            List<InetSocketAddress> listeners = proxy.listeners().stream()
                    .map(ListenerView::listen)
                    .map(endpoint -> endpoint.socketAddress())
                    .toList();
            long begin = System.nanoTime();
            long deadline = begin + LONGEST.toNanos();
            Clients clients = new Clients(loop);
            clients.visit(listeners.get(0), TlsVersion.TLS_1_3, NEW_SITES, deadline);
            origin.keepCertificate();
            for (int i = 0; i < ROUNDS && System.nanoTime() - begin < LONG.toNanos(); i++) {
                clients.visit(listeners.get(0), TlsVersion.TLS_1_2, OLDER, deadline);
                clients.visit(listeners.get(1), TlsVersion.TLS_1_3, SERVER_FLOWS, deadline);
                clients.visit(listeners.get(0), TlsVersion.TLS_1_3, KNOWN_SITES, deadline);
                JustInTime.awaitRest(deadline);
            }
        }
    }
}
