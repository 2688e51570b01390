package org.bumpwire.proxy.pipeline;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bumpwire.proxy.accept.RequestAnswer;
import org.bumpwire.proxy.accept.Visitor;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.hello.ClientHelloHandler;
import org.bumpwire.proxy.hello.HelloException;
import org.bumpwire.proxy.inspect.Inspector;
import org.bumpwire.proxy.inspect.Verdict;
import org.bumpwire.proxy.leg.TlsAlert;
import org.bumpwire.proxy.leg.TlsHandler;
import org.bumpwire.proxy.policy.Decision;
import org.bumpwire.proxy.policy.Disposition;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.PolicyMatch;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.policy.Site;
import org.bumpwire.proxy.relay.ChannelEnd;
import org.bumpwire.proxy.relay.Relay;
import org.jspecify.annotations.Nullable;

/**
 * Leads one flow from its acceptance to its relay, or to its end: destination, policy, ClientHello, decision, server.
 *
 * <p>Everything here runs on the client channel's event loop, and the server channel gets the same one.
 */
// Ends of channels are watched by their close futures.
@SuppressWarnings("FutureReturnValueIgnored")
final class FlowPipeline implements Visitor, ClientHelloHandler.Listener {
    /** How many addresses of a host are tried. */
    private static final int MAX_ADDRESSES = 4;

    private static final Inspector NOBODY = (from, bytes) -> Verdict.pass();

    private final FlowServices services;
    private final Plan plan;
    private final Flow flow;
    private final Channel client;
    private final OwnAddresses ownAddresses;

    private final Ending ending = new Ending(this);

    private @Nullable InetSocketAddress destination;
    private List<InetSocketAddress> otherAddresses = List.of();
    private Optional<String> askedHost = Optional.empty();
    private @Nullable RequestAnswer answer;
    private @Nullable PolicyMatch match;
    private @Nullable ClientHelloHandler hello;
    private @Nullable Dial dial;
    private @Nullable Channel server;
    private boolean relaying;

    FlowPipeline(FlowServices services, Plan plan, Flow flow, Channel client, OwnAddresses ownAddresses) {
        this.services = services;
        this.plan = plan;
        this.flow = flow;
        this.client = client;
        this.ownAddresses = ownAddresses;
        client.pipeline().addLast(new Standby(flow));
        client.closeFuture().addListener(closed -> clientClosed());
    }

    @Override
    public void bound(InetSocketAddress to) {
        flow.destination(text(to));
        head(to);
    }

    @Override
    public void asked(String host, int port, RequestAnswer requestAnswer) {
        answer = requestAnswer;
        askedHost = Optional.of(host);
        flow.destination(host + ":" + port);
        Future<List<InetSocketAddress>> resolved = services.connector().resolve(client.eventLoop(), host, port);
        resolved.addListener(done -> {
            if (!client.isActive()) {
                return;
            }
            if (done.isSuccess()) {
                List<InetSocketAddress> addresses = resolved.getNow();
                otherAddresses = addresses.subList(1, Math.min(addresses.size(), MAX_ADDRESSES));
                head(addresses.get(0));
            } else {
                flow.conclude(Reason.NAME_NOT_RESOLVED, "No address for '%s'".formatted(host));
                requestAnswer.give(RequestAnswer.Result.NAME_NOT_RESOLVED);
            }
        });
    }

    @Override
    public void lost(Reason reason, String details) {
        flow.conclude(reason, details);
    }

    /** The destination is known: whose business is the flow? */
    private void head(InetSocketAddress to) {
        destination = to;
        if (ownAddresses.include(to)) {
            flow.conclude(Reason.DESTINATION_LOOP, text(to));
            ending.turnAway(RequestAnswer.Result.FORBIDDEN);
            return;
        }
        PolicyMatch found = plan.policies().match(flow.segment(), flow.source().getAddress(), to);
        match = found;
        services.accountant().matched(flow, found);
        Optional<Decision> early =
                plan.engine().decideAtAccept(found, flow.source().getAddress());
        Runnable next = early.isPresent() ? () -> follow(early.get()) : this::awaitHello;
        if (answer == null && !serverMaySpeakFirst()) {
            next.run();
        } else {
            // A client that asked for a server is owed the answer whether there is one.
            withServer(next);
        }
    }

    private void awaitHello() {
        ClientHelloHandler waiting =
                new ClientHelloHandler(plan.settings().timeouts().hello(), this);
        hello = waiting;
        client.pipeline().addBefore(standby(), null, waiting);
        established();
        if (server != null && serverMaySpeakFirst()) {
            server.pipeline().get(Standby.class).listen(server, this::serverSpoke);
        }
        client.config().setAutoRead(true);
        // A client that ended its side while the server was being connected may have said all already.
        client.pipeline().get(Standby.class).handOver(client);
    }

    private boolean serverMaySpeakFirst() {
        return found(match).policy().filter(MatchedPolicy::passesCleartext).isPresent();
    }

    /** A server of TLS says nothing before its client does. */
    private void serverSpoke() {
        if (flow.decision().isEmpty()) {
            follow(plan.engine().decideOnCleartext(found(match)));
        }
    }

    private String standby() {
        return client.pipeline().context(Standby.class).name();
    }

    @Override
    public void helloRead(ClientHello said) {
        services.accountant().heard(flow, said);
        follow(plan.engine()
                .decide(
                        found(match),
                        flow.source().getAddress(),
                        site(),
                        said,
                        () -> services.accountant().takeSlot(flow, plan.settings())));
    }

    @Override
    public void helloRefused(HelloException cause) {
        switch (cause.fault()) {
            case NOT_TLS -> follow(plan.engine().decideOnCleartext(found(match)));
            case MALFORMED -> ending.refuseHello(Reason.HELLO_MALFORMED, TlsAlert.DECODE_ERROR, message(cause));
            case TOO_LARGE -> ending.refuseHello(Reason.HELLO_TOO_LARGE, TlsAlert.DECODE_ERROR, message(cause));
        }
    }

    @Override
    public void helloTimedOut(boolean begun) {
        flow.conclude(Reason.HELLO_TIMEOUT, begun ? "It had begun" : "It sent nothing");
        client.close();
    }

    @Override
    public void helloAbandoned(boolean begun) {
        flow.conclude(Reason.CLIENT_GONE, begun ? "In the middle of its ClientHello" : "Before its ClientHello");
        client.close();
    }

    private void follow(Decision decision) {
        services.accountant().decided(flow, decision);
        decision.match(new Course()).run();
    }

    /** Where each decision leads. */
    private final class Course implements Decision.Cases<Runnable> {
        @Override
        public Runnable pass(Decision.Pass decision) {
            return () -> withServer(FlowPipeline.this::tunnel);
        }

        @Override
        public Runnable spare(Decision.Spare decision) {
            throw new IllegalStateException("Only a flow whose legs are open can be spared");
        }

        @Override
        public Runnable bypass(Decision.Bypass decision) {
            return () -> withServer(FlowPipeline.this::tunnel);
        }

        @Override
        public Runnable notDecrypt(Decision.NotDecrypt decision) {
            return () -> withServer(FlowPipeline.this::tunnel);
        }

        @Override
        public Runnable block(Decision.Block decision) {
            if (decision.cause() == Reason.REFUSED_CLEARTEXT) {
                return client::close;
            }
            return decision.cause().disposition() == Disposition.BLOCKED
                    ? () -> ending.blocked(decision.policy())
                    : () -> ending.refuseHello(
                            decision.cause(),
                            alert(decision.cause()),
                            flow.outcome().details());
        }

        @Override
        public Runnable inspect(Decision.Inspect decision) {
            return () -> withServer(() -> new LegOpener(FlowPipeline.this, decision).start());
        }

        private static TlsAlert alert(Reason reason) {
            return reason == Reason.REFUSED_NO_COMMON_VERSION ? TlsAlert.PROTOCOL_VERSION : TlsAlert.HANDSHAKE_FAILURE;
        }
    }

    /** Copies both ways what comes, from the first byte on. */
    private void tunnel() {
        relay(null, null, NOBODY);
    }

    /** Does something else with an inspected flow whose client has heard nothing yet, so that its own hello still can go. */
    void reconsider(Decision decision) {
        boolean leftEncrypted = decision.reason()
                .map(Reason::disposition)
                .filter(Disposition::leftEncrypted)
                .isPresent();
        if (leftEncrypted) {
            ChannelEnd.close(server());
            server = null;
        }
        follow(decision);
    }

    /** Joins the legs, and shows their clear text to nobody. */
    void relayUnseen(TlsHandler clientLeg, TlsHandler serverLeg) {
        relay(clientLeg, serverLeg, NOBODY);
    }

    void relay(@Nullable TlsHandler clientLeg, @Nullable TlsHandler serverLeg, Inspector inspector) {
        relaying = true;
        Relay relay = new Relay(
                flow,
                services.accountant(),
                services.stats(),
                inspector,
                plan.settings().timeouts().idle(),
                new Relay.End(client, clientLeg),
                new Relay.End(server(), serverLeg));
        relay.join();
        Standby ofClient = client.pipeline().remove(Standby.class);
        Standby ofServer = server().pipeline().remove(Standby.class);
        relay.start();
        established();
        replayHello();
        ofServer.handOver(server());
        // After the hello: a client may have ended its side right behind it.
        ofClient.handOver(client);
    }

    /** Hands what was held back to a leg, and tells it if nothing more comes. */
    void begin(TlsHandler clientLeg) {
        Standby standby = client.pipeline().get(Standby.class);
        client.pipeline().addBefore(standby(), null, clientLeg);
        replayHello();
        standby.handOver(client);
    }

    /** Hands what was held back to the handler behind. */
    private void replayHello() {
        if (hello != null) {
            client.pipeline().remove(hello);
            hello = null;
        }
    }

    private void established() {
        takeAnswer().ifPresent(waiting -> waiting.give(RequestAnswer.Result.ESTABLISHED));
    }

    /** Goes on once the server is connected. */
    private void withServer(Runnable next) {
        if (server != null) {
            next.run();
            return;
        }
        services.accountant().connecting(flow);
        dial = new Dial(
                services.connector(),
                client.eventLoop(),
                flow,
                plan.settings().timeouts().connect(),
                equivalentAddresses());
        dial.start(new Dial.Listener() {
            @Override
            public void connected(Channel channel, InetSocketAddress address) {
                if (client.isActive()) {
                    destination = address;
                    FlowPipeline.this.connected(channel);
                    next.run();
                } else {
                    channel.close();
                    settle();
                }
            }

            @Override
            public void notConnected(Throwable cause) {
                if (client.isActive()) {
                    ending.notConnected(cause);
                } else {
                    settle();
                }
            }
        });
    }

    /** Where the flow may go: an address to which another policy applies would be another matter. */
    private List<InetSocketAddress> equivalentAddresses() {
        if (otherAddresses.isEmpty()) {
            return List.of(found(destination));
        }
        PolicyMatch governing = found(match);
        return Stream.concat(
                        Stream.of(found(destination)),
                        otherAddresses.stream()
                                .filter(other -> !ownAddresses.include(other))
                                .filter(other -> plan.policies()
                                        .match(flow.segment(), flow.source().getAddress(), other)
                                        .isSameAs(governing)))
                .toList();
    }

    private void connected(Channel channel) {
        server = channel;
        services.accountant().connected(flow);
        // What the handlers have to say about the end comes right after it.
        channel.closeFuture()
                .addListener(closed -> client.eventLoop().execute(() -> {
                    if (channel == server) {
                        serverClosed();
                    }
                }));
    }

    private void clientClosed() {
        if (dial != null) {
            dial.abandon();
        }
        if (!relaying) {
            if (flow.decision().filter(Decision::decrypts).isPresent()) {
                // Said now, because the end of the server's leg, which follows, is not the cause.
                flow.conclude(Reason.CLIENT_GONE, "During the handshakes");
            }
            ending.server();
        }
        settle();
    }

    private void serverClosed() {
        boolean blocked =
                flow.decision().filter(Decision.Block.class::isInstance).isPresent();
        if (!relaying && client.isActive() && !blocked && !flow.concluded()) {
            flow.conclude(Reason.UPSTREAM_GONE, "Before the client's handshake was done");
            ending.turnAway(RequestAnswer.Result.UNREACHABLE);
        }
        settle();
    }

    /** The flow has ended when both its connections have. */
    private void settle() {
        boolean serverGone = server == null ? dial == null || !dial.isUnderWay() : !server.isOpen();
        if (!client.isOpen() && serverGone) {
            services.accountant().close(flow);
        }
    }

    /** The device stops. */
    void stop() {
        ending.ofDevice();
    }

    Ending ending() {
        return ending;
    }

    /** Who waits to hear whether there is a server; once. */
    Optional<RequestAnswer> takeAnswer() {
        Optional<RequestAnswer> waiting = Optional.ofNullable(answer);
        answer = null;
        return waiting;
    }

    FlowServices services() {
        return services;
    }

    Plan plan() {
        return plan;
    }

    Flow flow() {
        return flow;
    }

    Channel client() {
        return client;
    }

    Channel server() {
        return found(server);
    }

    Optional<Channel> serverIfAny() {
        return Optional.ofNullable(server);
    }

    InetSocketAddress destination() {
        return found(destination);
    }

    Site site() {
        return new Site(
                found(destination), flow.hello().flatMap(ClientHello::sni).orElse(""));
    }

    /** The name or address that the server's certificate must be for. */
    String serverName() {
        return flow.hello()
                .flatMap(ClientHello::sni)
                .or(() -> askedHost)
                .orElseGet(() -> found(destination).getAddress().getHostAddress());
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private static String message(Exception cause) {
        return String.valueOf(cause.getMessage());
    }

    private static <T> T found(@Nullable T known) {
        if (known == null) {
            throw new IllegalStateException("Step was taken too early");
        }
        return known;
    }
}
