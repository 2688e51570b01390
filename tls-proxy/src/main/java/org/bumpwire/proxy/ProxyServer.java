package org.bumpwire.proxy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Segment;
import org.bumpwire.config.store.ConfigSubscriber;
import org.bumpwire.journal.Journal;
import org.bumpwire.proxy.accept.RearmingEpoll;
import org.bumpwire.proxy.accept.SegmentListener;
import org.bumpwire.proxy.flow.FlowAccountant;
import org.bumpwire.proxy.flow.FlowTable;
import org.bumpwire.proxy.flow.ProxyStats;
import org.bumpwire.proxy.learn.CopyReception;
import org.bumpwire.proxy.learn.LearnedExclusions;
import org.bumpwire.proxy.leg.KeyMaterials;
import org.bumpwire.proxy.leg.Resumption;
import org.bumpwire.proxy.mint.CertificateMinter;
import org.bumpwire.proxy.pipeline.FlowReception;
import org.bumpwire.proxy.pipeline.FlowServices;
import org.bumpwire.proxy.pipeline.OwnAddresses;
import org.bumpwire.proxy.pipeline.Plan;
import org.bumpwire.proxy.pipeline.ShownCertificates;
import org.bumpwire.proxy.pipeline.UpstreamConnector;
import org.bumpwire.proxy.policy.Permit;
import org.bumpwire.proxy.revocation.CertificateLookups;
import org.bumpwire.proxy.revocation.DeviceAddresses;
import org.bumpwire.proxy.revocation.KnownStatus;
import org.bumpwire.proxy.verify.UpstreamVerifier;
import org.bumpwire.stats.StatsRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The data plane: accepts traffic on the configured segments and does with it what the running configuration says.
 *
 * <p>It starts without a listener; {@link #prepare} binds those of the first configuration. Every method is safe for
 * any thread but must not be called on an event loop.
 */
public final class ProxyServer implements ConfigSubscriber, AutoCloseable {
    /** For what is left after the drain time to be closed and written down. */
    private static final Duration RESET_TIME = Duration.ofMillis(500);

    private static final Duration NO_PLAN_TIMEOUT = Duration.ofSeconds(10);

    private final ProxySettings settings;
    private final EventLoopGroup loops;
    private final Workers workers;
    private final FlowTable flows;
    private final CertificateLookups lookups;
    private final FlowServices services;
    private final Resumption resumption;
    private final OwnAddresses ownAddresses = new OwnAddresses();
    private final FlowReception reception;

    private volatile List<SegmentListener> listeners = List.of();
    private volatile Permit permit = Permit.EVERYTHING;

    /** Registers the three np counter groups, and starts the event loops. */
    public ProxyServer(ProxySettings settings, StatsRegistry stats, Journal journal) {
        this(settings, stats, journal, Clock.systemUTC(), new UpstreamConnector());
    }

    ProxyServer(
            ProxySettings settings, StatsRegistry registry, Journal journal, Clock clock, UpstreamConnector connector) {
        QuietLogs.silence();
        this.settings = settings;
        loops = new MultiThreadIoEventLoopGroup(
                settings.eventLoops(), new DefaultThreadFactory("bumpwire-flow", true), new RearmingEpoll());
        workers = Workers.start();
        flows = new FlowTable(clock);
        ProxyStats stats = ProxyStats.registeredIn(registry);
        FlowAccountant accountant = new FlowAccountant(stats, flows, journal, clock);
        resumption = new Resumption(clock);
        lookups = new CertificateLookups(new DeviceAddresses(), workers, stats.ssl(), clock);
        LearnedExclusions exclusions = new LearnedExclusions(clock, accountant::notice);
        services = new FlowServices(
                accountant,
                flows,
                stats,
                new UpstreamVerifier(workers, clock, lookups),
                new CertificateMinter(stats.ssl(), workers, clock),
                new KeyMaterials(),
                new ShownCertificates(workers),
                connector,
                exclusions,
                new CopyReception(exclusions, clock));
        var unused = loops.scheduleWithFixedDelay(exclusions::expire, 1, 1, TimeUnit.SECONDS);
        reception = new FlowReception(services, ownAddresses);
    }

    @Override
    public PreparedChange prepare(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        Optional<Plan> plan = Plan.compile(next, services, resumption, workers, problems);
        Map<Segment, SegmentListener> serving = new LinkedHashMap<>();
        List<SegmentListener> bound = new ArrayList<>();
        for (Segment segment : next.segments()) {
            Optional<SegmentListener> open = listeners.stream()
                    .filter(listener -> listener.canServe(segment))
                    .findFirst();
            open.or(() -> {
                        Optional<SegmentListener> made = bind(segment, problems);
                        made.ifPresent(bound::add);
                        return made;
                    })
                    .ifPresent(listener -> serving.put(segment, listener));
        }
        return new Change(plan.orElse(null), serving, bound);
    }

    /** A listener of ours that has the port at other addresses now, and leaves it with this change, is no obstacle. */
    private Optional<SegmentListener> bind(Segment segment, Problems problems) {
        List<SegmentListener> samePort = listeners.stream()
                .filter(listener ->
                        listener.address().port() == segment.mode().listen().port())
                .toList();
        samePort.forEach(listener -> listener.share(true));
        try {
            SegmentListener made = SegmentListener.bind(
                    segment,
                    loops,
                    reception,
                    () -> reception
                            .current()
                            .map(plan -> plan.settings().timeouts().hello())
                            .orElse(NO_PLAN_TIMEOUT),
                    !samePort.isEmpty());
            made.share(false);
            return Optional.of(made);
        } catch (IOException e) {
            problems.add("Segment '%s' cannot listen on %s: %s"
                    .formatted(segment.name(), segment.mode().listen(), e.getMessage()));
            return Optional.empty();
        } finally {
            samePort.forEach(listener -> listener.share(false));
        }
    }

    /** What the device may do from now on, whatever is configured; flows that are open go on as they began. */
    public synchronized void permit(Permit next) {
        permit = next;
        reception.current().ifPresent(this::follow);
    }

    private synchronized void follow(Plan plan) {
        Plan bound = plan.within(permit);
        services.accountant().limit(bound.settings().maxConnections());
        reception.follow(bound);
    }

    /** A plan and the listeners that go with it, held back until they may take over. */
    private final class Change implements PreparedChange {
        private final @Nullable Plan plan;
        private final Map<Segment, SegmentListener> serving;
        private final List<SegmentListener> bound;

        Change(@Nullable Plan plan, Map<Segment, SegmentListener> serving, List<SegmentListener> bound) {
            this.plan = plan;
            this.serving = serving;
            this.bound = bound;
        }

        @Override
        public void apply() {
            if (plan == null) {
                throw new IllegalStateException("A change with problems must not be applied");
            }
            plan.signers().forEach(services.minter()::prepare);
            follow(plan);
            List<SegmentListener> before = listeners;
            listeners = List.copyOf(serving.values());
            ownAddresses.listeningOn(
                    listeners.stream().map(SegmentListener::address).toList());
            serving.forEach((segment, listener) -> listener.serve(segment));
            bound.forEach(SegmentListener::open);
            before.stream().filter(listener -> !listeners.contains(listener)).forEach(SegmentListener::close);
        }

        @Override
        public void discard() {
            bound.forEach(SegmentListener::close);
        }
    }

    /** The flows that are open now, oldest first. */
    public List<SessionView> sessions() {
        return flows.flows().stream().map(SessionView::of).toList();
    }

    /** What both legs could resume now. */
    public ResumptionView resumption() {
        return ResumptionView.of(resumption);
    }

    /** Which TLS engines serve which proxy now, in the order of the configuration. */
    public List<EngineView> engines() {
        return reception.current().map(Plan::engines).orElse(List.of()).stream()
                .flatMap(use -> EngineView.of(use).stream())
                .toList();
    }

    /** The copies of servers' certificates that are kept, and of those minted last as many as asked for. */
    public CopiesView copies(int newest) {
        return CopiesView.of(services.minter(), services.stats().ssl(), newest);
    }

    /** Forgets every copy, so that each is minted anew; open flows keep theirs. */
    public void clearCopies() {
        services.minter().clear();
    }

    /** What a configuration says about a flow; changes nothing. */
    public Explanation explain(ApplianceConfig config, FlowQuestion question) {
        return explainer(config).explain(question);
    }

    /** What answers {@link #explain} for many flows, its tables made once. */
    public Explainer explainer(ApplianceConfig config) {
        return new Explainer(config, services.exclusions(), permit);
    }

    /** What was learned and holds now, oldest first. */
    public List<ExclusionView> exclusions() {
        return services.exclusions().all().stream().map(ExclusionView::of).toList();
    }

    /** Ends an exclusion; false if there is none of that number. */
    public boolean forgetExclusion(long id) {
        return services.exclusions().forget(id);
    }

    /** The clients that rejected copies of late, the last first. */
    public List<RejectionView> rejections() {
        return services.copyReception().rejections().stream()
                .map(RejectionView::of)
                .toList();
    }

    /** The sockets that accept now, in the order of the configuration's segments. */
    public List<ListenerView> listeners() {
        return listeners.stream().map(ListenerView::of).toList();
    }

    /** What is remembered of the revocation of servers' certificates, in no order. */
    public List<KnownStatus> knownStatus() {
        return lookups.known();
    }

    /** Forgets what was learned about certificates, so that it is asked for again. */
    public void forgetStatus() {
        lookups.clear();
    }

    /** Stops accepting, lets flows end for at most the drain time, then closes what is left and writes its records. */
    @Override
    public void close() {
        listeners.forEach(SegmentListener::close);
        listeners = List.of();
        reception.drain(settings.drainTime());
        reception.endAll();
        reception.drain(RESET_TIME);
        lookups.close();
        services.connector().close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        workers.shutdownNow();
        resumption.close();
    }
}
