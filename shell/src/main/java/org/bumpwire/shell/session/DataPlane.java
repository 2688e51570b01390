package org.bumpwire.shell.session;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bumpwire.config.model.ApplianceConfig;

/** The moving part of the device, as far as operators look into it; safe for any thread. */
public interface DataPlane {
    /** The flows that are open now, oldest first. */
    List<Session> sessions();

    /** The sockets on which segments accept now, in the order of the configuration. */
    List<Listener> listeners();

    /** What both legs could resume now. */
    Resumption resumption();

    /** What is remembered of the revocation of servers' certificates, in no order. */
    List<KnownStatus> revocationStatus();

    /** Forgets that, and what else was fetched about certificates. */
    void forgetRevocationStatus();

    /** Which TLS engines serve which proxy now, in the order of the configuration. */
    List<Engine> engines();

    /** What was learned not to be decrypted and holds now, oldest first. */
    List<Exclusion> exclusions();

    /** Ends a learned exclusion; false if there is none of that number. */
    boolean forgetExclusion(long id);

    /** The clients that rejected copies of certificates of late, the last first. */
    List<Rejection> rejections();

    /** The copies of servers' certificates that are kept, and of those minted last as many as asked for. */
    Copies copies(int newest);

    /** Forgets every copy, so that each is minted anew. */
    void clearCopies();

    /** What a configuration says about a flow; changes nothing. */
    Answer explain(ApplianceConfig config, Question question);

    /** What answers {@link #explain} for many flows without beginning anew for each. */
    default Function<Question, Answer> explainer(ApplianceConfig config) {
        return question -> explain(config, question);
    }

    /**
     * A flow that is open now; what is not known yet is empty.
     *
     * @param proxyPath the statement that made the proxy
     * @param state how far it has come, such as "Inspected"
     * @param clientLeg version and cipher suite
     * @param revision of the configuration under which it is handled
     */
    record Session(
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

        /** The same, with its objects under other names. */
        public Session naming(
                String segmentName,
                String virtualSegmentName,
                String profileName,
                String policyName,
                String proxyName) {
            return new Session(
                    id,
                    segmentName,
                    virtualSegmentName,
                    profileName,
                    policyName,
                    proxyName,
                    proxyPath,
                    state,
                    reason,
                    source,
                    destination,
                    sni,
                    clientLeg,
                    serverLeg,
                    alpn,
                    bytesFromClient,
                    bytesFromServer,
                    age,
                    revision);
        }
    }

    /**
     * A socket on which a segment's traffic arrives.
     *
     * @param mode "explicit", "reverse" or "redirect"
     * @param listen address and port as bound
     * @param accepted connections since it was bound
     */
    record Listener(String segment, String mode, String listen, long accepted) {}

    /**
     * What both legs could resume at one moment.
     *
     * @param serverSessions sessions with servers that are kept
     * @param ticketKeyAge how long the newest ticket key has been in use
     * @param ticketKeys how many generations of ticket keys open a ticket
     */
    record Resumption(int serverSessions, Duration ticketKeyAge, int ticketKeys) {}

    /**
     * What is remembered of a certificate's revocation.
     *
     * @param source "staple", "ocsp" or "crl"
     * @param status "good", "revoked" or "unknown"
     * @param details why it is unknown, or when it was revoked
     * @param until when the source is asked again
     */
    record KnownStatus(
            String certificate, String serial, String source, String status, String details, Instant until) {}

    /**
     * Who does the cryptography of a proxy's leg.
     *
     * @param kind the configuration's word for the proxy
     * @param leg whom it faces, "client" or "server"
     * @param why empty where the usual engine does all
     */
    record Engine(String kind, String proxy, String leg, String engine, String why) {}

    /**
     * Flows that are not decrypted because of what was learned.
     *
     * @param kind such as "certificate-request"
     * @param client the only one; empty for all
     * @param sni the host name that they ask for; empty for none
     * @param destination address and port; empty for any
     */
    record Exclusion(
            long id,
            String kind,
            String profile,
            String policy,
            String client,
            String sni,
            String destination,
            String evidence,
            Instant learnedAt,
            Instant expiresAt) {
        /** The host name, or where there is none address and port. */
        public String site() {
            return sni.isEmpty() ? destination : sni;
        }
    }

    /**
     * The copies of servers' certificates that are kept.
     *
     * @param bytes what they take, roughly
     * @param hits sessions whose copy was at hand, since the counters were cleared
     * @param misses sessions that had to wait for one
     */
    record Copies(int kept, int mostKept, long bytes, long mostBytes, long hits, long misses, List<Copy> newest) {
        public Copies {
            newest = List.copyOf(newest);
        }
    }

    /**
     * A client that rejected the copy of a site's certificate.
     *
     * @param evidence how it did so the last time
     * @param accepted copies of any site that it took of late
     */
    record Rejection(
            String profile,
            String policy,
            String client,
            String site,
            int times,
            String evidence,
            long accepted,
            String likelyCause,
            Instant last) {}

    /**
     * One copy.
     *
     * @param trusted whether the signing CA and not the untrusted CA signed it
     * @param uses sessions that were answered with it
     */
    record Copy(
            String subject,
            String issuer,
            Instant notBefore,
            Instant notAfter,
            String keyType,
            boolean trusted,
            Instant mintedAt,
            long uses) {}

    /** A flow that need not exist. */
    record Question(
            String segment, InetAddress source, InetAddress destination, int destinationPort, Optional<String> sni) {}

    /**
     * What would become of a flow, and why.
     *
     * @param reason its code in counters and journal; empty for inspection
     * @param treatment nothing where no policy governs the flow
     */
    record Answer(List<Step> steps, String outcome, String reason, Optional<Treatment> treatment) {
        public Answer {
            steps = List.copyOf(steps);
        }

        /** Of a flow that no policy governs. */
        public Answer(List<Step> steps, String outcome, String reason) {
            this(steps, outcome, reason, Optional.empty());
        }
    }

    /**
     * Who treats a flow: the statements that made the policy that governs it and what that puts to use.
     *
     * @param decryptionPolicy empty for none
     * @param good what the client of a decrypted flow is shown where the server's certificate is good
     * @param expired the same where that has expired or is not yet valid, and nothing else is wrong with it
     * @param bad the same where something else is wrong with it
     */
    record Treatment(String policy, String proxy, String decryptionPolicy, Shown good, Shown expired, Shown bad) {}

    /**
     * What a client is shown.
     *
     * @param kind the configuration's word for it, "blocked", or "the server's own" where nothing is decrypted
     * @param certificates their names in the configuration: of a server proxy all that it chooses from
     */
    record Shown(String kind, List<String> certificates) {
        public Shown {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * One rule that was asked.
     *
     * @param path the configuration statement that answered; empty where none did
     */
    record Step(String rule, String path, String value) {}
}
