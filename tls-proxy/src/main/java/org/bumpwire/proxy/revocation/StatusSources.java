package org.bumpwire.proxy.revocation;

import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bumpwire.proxy.flow.SslInspStats;

/** The three places where a certificate's status is looked up; each answers with what it knows and never fails. */
final class StatusSources {
    /** A list of some 400,000 serial numbers. */
    static final int LONGEST_LIST = 16 * 1024 * 1024;

    static final int LONGEST_STAPLE = 64 * 1024;

    private static final long MOST_LIST_BYTES = 64L * 1024 * 1024;

    private final HttpFetch fetch;
    private final OcspRequests requests;
    private final Executor workers;
    private final SslInspStats stats;
    private final Clock clock;
    private final KeptAnswers<ListKey, RevocationList> lists;

    StatusSources(HttpFetch fetch, Executor workers, SslInspStats stats, Clock clock) {
        this.fetch = fetch;
        this.workers = workers;
        this.stats = stats;
        this.clock = clock;
        requests = new OcspRequests(fetch);
        lists = new KeptAnswers<>(MOST_LIST_BYTES, (key, list) -> list.weight(), clock);
    }

    /** A list is trusted for the issuer whose signature was checked, and the kind of certificate it covers. */
    private record ListKey(URI from, String issuer, boolean ca) {}

    CompletionStage<Answer> stapled(byte[] staple, Issued issued) {
        if (staple.length > LONGEST_STAPLE) {
            return unknown("Staple is longer than %d bytes".formatted(LONGEST_STAPLE));
        }
        try {
            return CompletableFuture.supplyAsync(() -> counted(OcspResponse.read(staple, issued, now())), workers);
        } catch (RejectedExecutionException e) {
            return unknown("Device is too busy to look at it");
        }
    }

    CompletionStage<Answer> responder(Issued issued) {
        return first(
                Locations.responders(issued.certificate()),
                "It names no OCSP responder",
                responder -> askResponder(responder, issued));
    }

    private CompletionStage<Answer> askResponder(URI responder, Issued issued) {
        try {
            return requests.ask(responder, issued)
                    .handle((response, failure) -> counted(
                            response == null
                                    ? Answer.unknown("OCSP responder: " + why(failure), now())
                                    : OcspResponse.read(response, issued, now())));
        } catch (UnusableException e) {
            return unknown(e.why());
        }
    }

    CompletionStage<Answer> list(Issued issued) {
        return first(
                Locations.revocationLists(issued.certificate()),
                "It names no revocation list",
                from -> lists.ask(key(from, issued), () -> fetchList(from, issued))
                        .thenApply(list -> list.about(issued, now())));
    }

    private CompletionStage<RevocationList> fetchList(URI from, Issued issued) {
        return fetch.get(from, LONGEST_LIST)
                .handle((der, failure) -> der == null
                        ? RevocationList.unusable("Revocation list: " + why(failure), now())
                        : RevocationListReader.read(der, issued, from, now()));
    }

    private static ListKey key(URI from, Issued issued) {
        try {
            return new ListKey(
                    from,
                    Digest.sha256(issued.issuer().getEncoded()),
                    issued.certificate().getBasicConstraints() >= 0);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate of a valid path has no encoding", e);
        }
    }

    /** One place after the other until one can tell. */
    private CompletionStage<Answer> first(List<URI> places, String none, Source source) {
        if (places.isEmpty()) {
            return unknown(none);
        }
        return source.ask(places.get(0))
                .thenCompose(answer -> answer.conclusive() || places.size() == 1
                        ? CompletableFuture.completedFuture(answer)
                        : first(places.subList(1, places.size()), none, source));
    }

    private Answer counted(Answer answer) {
        switch (answer.kind()) {
            case GOOD -> stats.ocspGood.increment();
            case REVOKED -> stats.ocspRevoked.increment();
            case UNKNOWN -> stats.ocspUnknown.increment();
        }
        return answer;
    }

    private CompletionStage<Answer> unknown(String why) {
        return CompletableFuture.completedFuture(Answer.unknown(why, now()));
    }

    private static String why(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private Instant now() {
        return clock.instant();
    }

    void clear() {
        lists.clear();
    }

    /** Asks one place. */
    private interface Source {
        CompletionStage<Answer> ask(URI place);
    }
}
