package org.bumpwire.proxy.revocation;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bumpwire.config.model.TrustStore.Lookups;
import org.bumpwire.config.model.TrustStore.OnFailure;
import org.bumpwire.proxy.flow.SslInspStats;

/**
 * Finds out whether the certificates of a valid path were revoked, as far as a trust store asks for that.
 *
 * <p>Safe for any thread and cheap on an event loop: signatures are checked on the workers, and the network is used by
 * the threads of {@link HttpFetch}. Answers are kept by certificate, until they are out of date and for an hour at most.
 */
final class RevocationChecks {
    private static final int MOST_KEPT = 10_000;
    private static final CompletionStage<List<Doubt>> NO_DOUBTS = CompletableFuture.completedFuture(List.of());
    private static final CompletionStage<Optional<Doubt>> NO_DOUBT =
            CompletableFuture.completedFuture(Optional.empty());
    private static final String LOOKUP_STANDARD = "RFC 5280, section 6.3";

    private final StatusSources sources;
    private final SslInspStats stats;
    private final KeptAnswers<Key, Answer> answers;

    /**
     * @param workers where staples are read
     */
    RevocationChecks(HttpFetch fetch, Executor workers, SslInspStats stats, Clock clock) {
        this.stats = stats;
        sources = new StatusSources(fetch, workers, stats, clock);
        answers = new KeptAnswers<>(MOST_KEPT, (key, answer) -> 1, clock);
    }

    /** The ways to learn a status, by the operator's words. */
    private enum Way {
        STAPLE,
        OCSP,
        CRL
    }

    /**
     * What an answer is kept by.
     *
     * @param certificate hash of the certificate and its issuer
     * @param staple hash of the staple that was read; empty for the other ways
     */
    private record Key(Way way, String certificate, String staple, String subject, String serial) {}

    /**
     * Nothing for a path that is as good as the trust store asks; never fails.
     *
     * @param path the server's certificate first, each issued by the next, the trust anchor last
     * @param staple the OCSP response that the server sent along; empty for none
     */
    CompletionStage<List<Doubt>> doubts(List<X509Certificate> path, byte[] staple, Lookups lookups) {
        CompletionStage<List<Doubt>> doubts = NO_DOUBTS;
        for (int depth = 0; depth + 1 < path.size(); depth++) {
            CompletionStage<Optional<Doubt>> doubt =
                    doubt(depth, new Issued(path.get(depth), path.get(depth + 1)), staple, lookups);
            if (doubt != NO_DOUBT) {
                doubts = doubts.thenCombine(
                        doubt,
                        (before, one) ->
                                Stream.concat(before.stream(), one.stream()).toList());
            }
        }
        return doubts;
    }

    private CompletionStage<Optional<Doubt>> doubt(int depth, Issued issued, byte[] staple, Lookups lookups) {
        List<Supplier<CompletionStage<Answer>>> ways = new ArrayList<>();
        boolean stapling = depth == 0 && lookups.staple();
        if (stapling && staple.length > 0) {
            ways.add(() -> kept(Way.STAPLE, issued, Digest.sha256(staple), () -> sources.stapled(staple, issued)));
        }
        boolean stapleDemanded = stapling && MustStaple.demandedBy(issued.certificate());
        if (!stapleDemanded && lookups.ocsp()) {
            ways.add(() -> kept(Way.OCSP, issued, "", () -> sources.responder(issued)));
        }
        if (!stapleDemanded && lookups.crl()) {
            ways.add(() -> kept(Way.CRL, issued, "", () -> sources.list(issued)));
        }
        boolean asked = stapling || lookups.ocsp() || lookups.crl();
        boolean demanded = stapleDemanded || (asked && lookups.failure() == OnFailure.HARD);
        if (ways.isEmpty() && !demanded) {
            return NO_DOUBT;
        }
        return conclude(ways)
                .thenApply(answer ->
                        verdict(depth, answer, demanded, stapleDemanded ? "RFC 7633, section 4.2.3" : LOOKUP_STANDARD));
    }

    /** The first conclusive answer, or else the last of those that cannot tell. */
    private static CompletionStage<Answer> conclude(List<Supplier<CompletionStage<Answer>>> ways) {
        CompletionStage<Answer> answer =
                CompletableFuture.completedFuture(Answer.unknown("No OCSP response was stapled", Instant.EPOCH));
        for (Supplier<CompletionStage<Answer>> way : ways) {
            answer = answer.thenCompose(
                    before -> before.conclusive() ? CompletableFuture.completedFuture(before) : way.get());
        }
        return answer;
    }

    private Optional<Doubt> verdict(int depth, Answer answer, boolean demanded, String standard) {
        return switch (answer.kind()) {
            case GOOD -> Optional.empty();
            case REVOKED -> Optional.of(new Doubt(depth, true, answer.sentence(), LOOKUP_STANDARD));
            case UNKNOWN -> {
                stats.revocationUnknown.increment();
                yield demanded
                        ? Optional.of(new Doubt(
                                depth, false, "Cannot be told whether it was revoked: " + answer.sentence(), standard))
                        : Optional.empty();
            }
        };
    }

    private CompletionStage<Answer> kept(
            Way way, Issued issued, String staple, Supplier<CompletionStage<Answer>> source) {
        try {
            String certificate = Digest.sha256(issued.certificate().getEncoded())
                    + Digest.sha256(issued.issuer().getEncoded());
            return answers.ask(
                    new Key(
                            way,
                            certificate,
                            staple,
                            issued.subject(),
                            issued.certificate().getSerialNumber().toString(16)),
                    source);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate of a valid path has no encoding", e);
        }
    }

    /** What is remembered now, in no order. */
    List<KnownStatus> known() {
        return answers.all().entrySet().stream()
                .map(entry -> status(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static KnownStatus status(Key key, Answer answer) {
        return new KnownStatus(
                key.subject,
                key.serial,
                key.way.name().toLowerCase(Locale.ROOT),
                answer.kind().name().toLowerCase(Locale.ROOT),
                answer.sentence(),
                answer.until());
    }

    /** Forgets every answer and every list. */
    void clear() {
        answers.clear();
        sources.clear();
    }
}
