package org.bumpwire.proxy.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.bumpwire.proxy.accept.Reception;
import org.bumpwire.proxy.accept.Visitor;
import org.bumpwire.proxy.flow.Flow;
import org.jspecify.annotations.Nullable;

/** Begins a flow for each accepted connection, under the plan that is current then. */
public final class FlowReception implements Reception {
    private static final AttributeKey<FlowPipeline> PIPELINE = AttributeKey.valueOf(FlowReception.class, "pipeline");

    private final FlowServices services;
    private final OwnAddresses ownAddresses;
    private final DescriptorBudget descriptors = DescriptorBudget.ofProcess();
    private final ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile @Nullable Plan plan;

    public FlowReception(FlowServices services, OwnAddresses ownAddresses) {
        this.services = services;
        this.ownAddresses = ownAddresses;
    }

    /** Flows that begin from now on follow this plan. */
    public void follow(Plan next) {
        plan = next;
    }

    /** Nothing before the first configuration. */
    public Optional<Plan> current() {
        return Optional.ofNullable(plan);
    }

    @Override
    public Optional<Visitor> admit(Channel channel, String segment) {
        Plan now = plan;
        InetSocketAddress source = (InetSocketAddress) channel.remoteAddress();
        boolean room = descriptors.hasRoomFor(services.table().size() + 1);
        if (now == null || source == null || !room) {
            services.stats().tcp().acceptRejected.increment();
            return Optional.empty();
        }
        Flow flow = services.accountant().open(segment, source, now.revision());
        FlowPipeline pipeline = new FlowPipeline(services, now, flow, channel, ownAddresses);
        channel.attr(PIPELINE).set(pipeline);
        clients.add(channel);
        return Optional.of(pipeline);
    }

    /** Waits until all flows have ended by themselves, but not for ever; not for an event loop. */
    public void drain(Duration atMost) {
        clients.newCloseFuture().awaitUninterruptibly(atMost.toMillis());
    }

    /** Ends every flow that is still open. */
    public void endAll() {
        for (Channel client : clients) {
            client.eventLoop().execute(() -> client.attr(PIPELINE).get().stop());
        }
    }
}
