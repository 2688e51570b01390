package org.bumpwire.proxy.flow;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bumpwire.proxy.hello.ClientHello;
import org.bumpwire.proxy.policy.Decision;
import org.bumpwire.proxy.policy.Disposition;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.PolicyMatch;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.policy.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one connection; they only accumulate.
 *
 * <p>Only the event loop of the connection adds facts; any thread may read them. Facts that are counted as well are
 * added through the {@link FlowAccountant}.
 */
public final class Flow {
    /** Room for the findings of a very bad certificate. */
    private static final int MAX_DETAILS = 4_096;

    private final long id;
    private final String segment;
    private final InetSocketAddress source;
    private final long revision;
    private final long startedAt = System.nanoTime();
    private final Traffic traffic = new Traffic();

    private volatile String destination = "";
    private volatile @Nullable PolicyMatch match;
    private volatile @Nullable ClientHello hello;
    private volatile @Nullable Decision decision;
    private volatile @Nullable LegParameters clientLeg;
    private volatile @Nullable LegParameters serverLeg;
    private volatile ServerCertificate serverCertificate = ServerCertificate.NONE;
    private volatile String presentedCertificate = "";
    private volatile HttpFacts http = HttpFacts.NONE;
    private volatile @Nullable Outcome conclusion;
    private volatile @Nullable Outcome remark;
    private boolean reached;
    private boolean holdsSlot;
    private boolean closed;

    Flow(long id, String segment, InetSocketAddress source, long revision) {
        this.id = id;
        this.segment = segment;
        this.source = source;
        this.revision = revision;
    }

    /** Number of the session; no other one on this device has it, not even after a restart. */
    public long id() {
        return id;
    }

    public String segment() {
        return segment;
    }

    public InetSocketAddress source() {
        return source;
    }

    /** The configuration revision under which the flow began. */
    public long revision() {
        return revision;
    }

    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    public Traffic traffic() {
        return traffic;
    }

    /** IP address and port, or before a name is resolved that name; empty while it is not known. */
    public String destination() {
        return destination;
    }

    public void destination(String known) {
        destination = PeerText.clean(known, 300);
    }

    public Optional<PolicyMatch> match() {
        return Optional.ofNullable(match);
    }

    public Optional<MatchedPolicy> policy() {
        return match().flatMap(PolicyMatch::policy);
    }

    public Optional<ClientHello> hello() {
        return Optional.ofNullable(hello);
    }

    /** The host name that the client asked for, fit to be shown; empty where it named none. */
    public String sni() {
        return hello().flatMap(ClientHello::sni)
                .map(name -> PeerText.clean(name, 255))
                .orElse("");
    }

    public Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }

    public Optional<LegParameters> leg(Side side) {
        return Optional.ofNullable(side == Side.CLIENT ? clientLeg : serverLeg);
    }

    public ServerCertificate serverCertificate() {
        return serverCertificate;
    }

    public void serverCertificate(ServerCertificate shown) {
        serverCertificate = shown;
    }

    /** Subject of the certificate that the client was shown; empty before that. */
    public String presentedCertificate() {
        return presentedCertificate;
    }

    public void presentedCertificate(String subject) {
        presentedCertificate = PeerText.clean(subject);
    }

    public HttpFacts http() {
        return http;
    }

    public void http(HttpFacts seen) {
        http = seen;
    }

    /**
     * Says what becomes of the flow. The first cause stays, as what follows is its consequence; but a reason of
     * disposition inspected only remarks on a flow that goes on, and gives way to any other.
     *
     * @param details what a person needs beyond the reason: leg, stage, alert, certificate depth, rule
     */
    public void conclude(Reason reason, String details) {
        Outcome outcome = Outcome.of(reason, PeerText.clean(details, MAX_DETAILS));
        if (reason.disposition() == Disposition.INSPECTED) {
            remark = remark == null ? outcome : remark;
        } else {
            conclusion = conclusion == null ? outcome : conclusion;
        }
    }

    /** Whether a cause has been given that ends the flow. */
    public boolean concluded() {
        return conclusion != null;
    }

    /** What has become of the flow, if it ended now. */
    public Outcome outcome() {
        Outcome concluded = conclusion;
        if (concluded != null) {
            return concluded;
        }
        Decision decided = decision;
        if (decided == null) {
            return Outcome.of(Reason.CLIENT_GONE, "Before the ClientHello");
        }
        if (decided.decrypts() && (clientLeg == null || serverLeg == null)) {
            return Outcome.of(Reason.CLIENT_GONE, "During the handshakes");
        }
        if (decided.reason().isPresent()) {
            return Outcome.of(decided.reason().get(), decidingStep(decided));
        }
        Outcome remarked = remark;
        return remarked == null ? Outcome.INSPECTED : remarked;
    }

    private static String decidingStep(Decision decision) {
        List<Trace.Step> steps = decision.trace().steps();
        if (steps.isEmpty()) {
            return "";
        }
        Trace.Step last = steps.get(steps.size() - 1);
        return PeerText.clean(last.rule() + ": " + last.value() + " (" + last.path() + ")", 1_024);
    }

    void matched(PolicyMatch found) {
        match = found;
    }

    void heard(ClientHello said) {
        hello = said;
    }

    void decided(Decision made) {
        decision = made;
    }

    void settled(Side side, LegParameters parameters) {
        if (side == Side.CLIENT) {
            clientLeg = parameters;
        } else {
            serverLeg = parameters;
        }
    }

    /** True the first time that a server was reached. */
    boolean reach() {
        boolean first = !reached;
        reached = true;
        return first;
    }

    void takeSlot() {
        holdsSlot = true;
    }

    /** Whether the flow held a place under inspection, which it no longer does. */
    boolean giveSlotBack() {
        boolean held = holdsSlot;
        holdsSlot = false;
        return held;
    }

    /** True the first time. */
    boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }
}
