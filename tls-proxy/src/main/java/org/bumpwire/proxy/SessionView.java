package org.bumpwire.proxy;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.VirtualSegment;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.flow.LegParameters;
import org.bumpwire.proxy.flow.Side;
import org.bumpwire.proxy.policy.Decision;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.PolicyMatch;
import org.bumpwire.proxy.policy.Reason;

/**
 * A flow that is open now, as an operator sees it; what is not known yet is empty.
 *
 * @param proxyPath the statement that made the proxy
 * @param state how far it has come, such as "Waiting for the ClientHello" or "Inspected"
 * @param destination IP address and port, or the name that the client gave to an explicit proxy
 * @param clientLeg version and cipher suite, such as "TLSv1.3 TLS_AES_128_GCM_SHA256"
 * @param bytesFromClient as read from the client's socket
 * @param bytesFromServer as read from the server's socket
 * @param revision of the configuration under which it is handled
 */
public record SessionView(
        long id,
        String segment,
        String virtualSegment,
        String profile,
        String policy,
        String proxy,
        String proxyPath,
        String state,
        String reason,
        String source,
        String destination,
        String sni,
        String clientLeg,
        String serverLeg,
        String alpn,
        long bytesFromClient,
        long bytesFromServer,
        Duration age,
        long revision) {

    static SessionView of(Flow flow) {
        Optional<MatchedPolicy> policy = flow.policy();
        return new SessionView(
                flow.id(),
                flow.segment(),
                flow.match()
                        .flatMap(PolicyMatch::virtualSegment)
                        .map(VirtualSegment::name)
                        .orElse(""),
                policy.map(MatchedPolicy::profileName).orElse(""),
                policy.map(MatchedPolicy::name).orElse(""),
                policy.map(MatchedPolicy::proxyName).orElse(""),
                policy.map(MatchedPolicy::proxyPath).orElse(""),
                state(flow),
                flow.outcome()
                        .reason()
                        .filter(r -> flow.decision().isPresent())
                        .map(Reason::code)
                        .orElse(""),
                address(flow.source()),
                flow.destination(),
                flow.sni(),
                leg(flow, Side.CLIENT),
                leg(flow, Side.SERVER),
                flow.leg(Side.CLIENT).map(LegParameters::alpn).orElse(""),
                flow.traffic().receivedFrom(Side.CLIENT),
                flow.traffic().receivedFrom(Side.SERVER),
                flow.age(),
                flow.revision());
    }

    private static String state(Flow flow) {
        if (flow.match().isEmpty()) {
            return "Waiting for the destination";
        }
        if (flow.decision().isEmpty()) {
            return "Waiting for the ClientHello";
        }
        Decision decision = flow.decision().get();
        if (flow.policy().isEmpty()) {
            return "Passed";
        }
        boolean halfway = decision.decrypts() && flow.leg(Side.CLIENT).isEmpty();
        return halfway ? "Shaking hands" : flow.outcome().disposition().logWording();
    }

    private static String leg(Flow flow, Side side) {
        return flow.leg(side)
                .map(leg -> leg.version() + " " + leg.cipherSuite())
                .orElse("");
    }

    private static String address(InetSocketAddress address) {
        return new Endpoint(address.getAddress(), address.getPort()).toString();
    }
}
