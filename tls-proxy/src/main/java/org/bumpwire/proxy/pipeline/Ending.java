package org.bumpwire.proxy.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ConnectTimeoutException;
import org.bumpwire.proxy.accept.RequestAnswer;
import org.bumpwire.proxy.flow.Side;
import org.bumpwire.proxy.leg.TlsAlert;
import org.bumpwire.proxy.leg.TlsHandler;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.relay.ChannelEnd;

/**
 * Ends the sides of a flow that comes to no relay, each in the terms in which it was last spoken to.
 *
 * <p>Everything here runs on the flow's event loop.
 */
final class Ending {
    private final FlowPipeline pipeline;

    Ending(FlowPipeline pipeline) {
        this.pipeline = pipeline;
    }

    void refuseHello(Reason reason, TlsAlert alert, String why) {
        pipeline.flow()
                .conclude(
                        reason,
                        "On the client leg in answer to the ClientHello, alert %s was sent: %s"
                                .formatted(alert.description(), why));
        client(alert);
    }

    void notConnected(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof ConnectTimeoutException) {
            pipeline.flow().conclude(Reason.UPSTREAM_TIMEOUT, "");
            turnAway(RequestAnswer.Result.TIMED_OUT);
        } else if (message.contains("refused")) {
            pipeline.flow().conclude(Reason.UPSTREAM_REFUSED, "");
            turnAway(RequestAnswer.Result.REFUSED);
        } else {
            pipeline.flow().conclude(Reason.UPSTREAM_UNREACHABLE, message);
            turnAway(RequestAnswer.Result.UNREACHABLE);
        }
    }

    void turnAway(RequestAnswer.Result result) {
        pipeline.takeAnswer().ifPresentOrElse(waiting -> waiting.give(result), () -> {
            if (pipeline.flow().hello().isPresent()) {
                client(TlsAlert.INTERNAL_ERROR);
            } else {
                ChannelEnd.reset(pipeline.client());
            }
        });
    }

    /** Tells a client that has sent its ClientHello why nothing comes of it. */
    void client(TlsAlert alert) {
        Channel client = pipeline.client();
        if (client.pipeline().get(TlsHandler.class) == null) {
            pipeline.services().stats().protocol().leg(Side.CLIENT).alertSent.increment();
            ChannelEnd.closeAfter(client, alert.clearRecord());
        } else {
            // Amid its handshake a client takes no alert in clear text.
            ChannelEnd.close(client);
        }
        server();
    }

    /** Ends a blocked flow before its client's handshake, in the manner that its proxy is set to. */
    void blocked(MatchedPolicy policy) {
        if (policy.resetsServer()) {
            pipeline.serverIfAny().ifPresent(server -> reset(Side.SERVER, server));
        }
        if (policy.resetsClient()) {
            reset(Side.CLIENT, pipeline.client());
        } else {
            client(TlsAlert.ACCESS_DENIED);
        }
    }

    private void reset(Side side, Channel channel) {
        pipeline.services().accountant().resetSent(side);
        ChannelEnd.reset(channel);
    }

    void server() {
        pipeline.serverIfAny().ifPresent(ChannelEnd::close);
    }

    void ofDevice() {
        pipeline.flow().conclude(Reason.DEVICE_STOPPED, "");
        ChannelEnd.reset(pipeline.client());
        pipeline.serverIfAny().ifPresent(ChannelEnd::reset);
    }
}
