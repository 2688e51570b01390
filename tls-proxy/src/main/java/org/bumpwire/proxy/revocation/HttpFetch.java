package org.bumpwire.proxy.revocation;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.bumpwire.stats.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what certificates point to, by plain HTTP as RFC 5019 and RFC 5280 have it: what is fetched carries its own
 * signature, and HTTPS would need a verdict of its own. Never follows a redirection.
 *
 * <p>Few threads, a short queue, and a limit on the time and the size of each answer bound what servers' certificates
 * can make the device do.
 */
final class HttpFetch implements AutoCloseable {
    static final Duration TIME_LIMIT = Duration.ofSeconds(4);

    private static final int THREADS = 8;
    private static final int MOST_WAITING = 256;
    private static final int OK = 200;
    private static final long IDLE_SECONDS = 60;

    private final Predicate<InetAddress> offLimits;
    private final Duration timeLimit;
    private final Counter fetched;
    private final Counter failed;
    private final ThreadPoolExecutor threads;
    private @Nullable HttpClient client;

    /**
     * @param offLimits addresses that nothing is fetched from, whoever names them
     * @param fetched counts what was fetched
     * @param failed counts what could not be
     */
    HttpFetch(Predicate<InetAddress> offLimits, Counter fetched, Counter failed) {
        this(offLimits, TIME_LIMIT, fetched, failed);
    }

    HttpFetch(Predicate<InetAddress> offLimits, Duration timeLimit, Counter fetched, Counter failed) {
        this.offLimits = offLimits;
        this.timeLimit = timeLimit;
        this.fetched = fetched;
        this.failed = failed;
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MOST_WAITING), task -> {
                    Thread thread = new Thread(task, "bumpwire-fetch");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** The body of a GET; fails with an {@link IOException} as the cause, always within the time limit. */
    CompletionStage<byte[]> get(URI uri, int mostBytes) {
        return send(HttpRequest.newBuilder(uri), mostBytes);
    }

    /** The body that answers a POST; fails as {@link #get} does. */
    CompletionStage<byte[]> post(URI uri, byte[] body, String contentType, int mostBytes) {
        return send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", contentType)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
                mostBytes);
    }

    private CompletionStage<byte[]> send(HttpRequest.Builder request, int mostBytes) {
        CompletableFuture<byte[]> promised = new CompletableFuture<>();
        try {
            threads.execute(() -> fetch(request.build(), mostBytes, promised));
        } catch (RejectedExecutionException e) {
            promised.completeExceptionally(new IOException("Too many fetches are waiting", e));
        }
        // Waiting for a thread and looking up a name count as well.
        return promised.orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS).handle((body, failure) -> {
            (body == null ? failed : fetched).increment();
            if (body == null) {
                throw new CompletionException(
                        failure instanceof TimeoutException
                                ? new IOException("No answer within %d ms".formatted(timeLimit.toMillis()))
                                : failure);
            }
            return body;
        });
    }

    private void fetch(HttpRequest request, int mostBytes, CompletableFuture<byte[]> promised) {
        if (promised.isDone()) {
            return;
        }
        try {
            refuseOffLimits(request.uri().getHost());
            promised.complete(body(request, mostBytes));
        } catch (IOException e) {
            promised.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            promised.completeExceptionally(new IOException("Device is stopping", e));
        }
    }

    /** The client looks the name up once more, which Java answers from memory for some seconds. */
    private void refuseOffLimits(String host) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (offLimits.test(address)) {
                throw new IOException("Nothing is fetched from " + address.getHostAddress());
            }
        }
    }

    private byte[] body(HttpRequest request, int mostBytes) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> sent = client().sendAsync(
                        request,
                        info -> info.statusCode() == OK
                                ? new BoundedBody(mostBytes, info.headers())
                                : BodySubscribers.replacing(new byte[0]));
        try {
            HttpResponse<byte[]> response = sent.get(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new IOException("Answered with HTTP status " + response.statusCode());
            }
            return response.body();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("No answer within %d ms".formatted(timeLimit.toMillis()), e);
        } finally {
            sent.cancel(true);
        }
    }

    /** Made with the first fetch, since most devices need none. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(timeLimit)
                    .build();
            client = made;
        }
        return made;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
