package org.bumpwire.proxy.revocation;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.awaitility.Awaitility;
import org.bumpwire.proxy.flow.SslInspStats;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HttpFetchTest {
    private static final int BOUND = 1 << 20;

    private final SslInspStats stats = new SslInspStats();
    private final HttpFetch fetch =
            new HttpFetch(address -> false, Duration.ofSeconds(1), stats.statusFetched, stats.statusFetchFailed);
    private Responder responder;

    @BeforeEach
    void open() throws Exception {
        responder = new Responder();
    }

    @AfterEach
    void close() {
        responder.close();
        fetch.close();
    }

    @Test
    void fetchesABody() {
        responder.on("/body", "something".getBytes(US_ASCII));

        assertThat(get("/body")).asString(US_ASCII).isEqualTo("something");
        assertThat(stats.statusFetched.value()).isEqualTo(1);
        assertThat(stats.statusFetchFailed.value()).isZero();
    }

    @Test
    void postsABody() {
        responder.on("/post", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        });

        assertThat(fetch.post(URI.create(responder.at("/post")), new byte[] {1, 2}, "application/ocsp-request", BOUND)
                        .toCompletableFuture()
                        .join())
                .containsExactly(1, 2);
    }

    @Test
    void doesNotWaitForAServerThatNeverAnswers() {
        responder.never("/never");

        assertFails("/never").hasMessageContaining("No answer within 1000 ms");
        assertThat(stats.statusFetchFailed.value()).isEqualTo(1);
    }

    @Test
    void hangsUpOnAnAnswerWithoutEnd() {
        AtomicInteger sent = new AtomicInteger();
        responder.endless("/endless", sent);

        assertFails("/endless").hasMessageContaining("Answer is longer than 1048576 bytes");
        int soFar = sent.get();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> sent.get() - soFar < 100 * BOUND);
        assertThat(soFar).isLessThan(100 * BOUND);
    }

    @Test
    void doesNotBeginWithAnAnswerThatSaysItIsTooLong() {
        responder.on("/long", exchange -> {
            exchange.sendResponseHeaders(200, 100L * 1024 * 1024);
            exchange.getResponseBody().write(1);
        });

        assertFails("/long").hasMessageContaining("Answer is longer than 1048576 bytes");
    }

    @Test
    void followsNoRedirection() {
        responder.on("/elsewhere", new byte[1]).on("/moved", exchange -> {
            exchange.getResponseHeaders().set("Location", responder.at("/elsewhere"));
            exchange.sendResponseHeaders(302, -1);
        });

        assertFails("/moved").hasMessageContaining("Answered with HTTP status 302");
        assertThat(responder.asked()).isEqualTo(1);
    }

    @Test
    void fetchesNothingFromTheDeviceItself() {
        responder.on("/body", new byte[1]);
        try (HttpFetch careful = new HttpFetch(new DeviceAddresses(), stats.statusFetched, stats.statusFetchFailed)) {
            for (String own : List.of("127.0.0.1", "localhost", "0.0.0.0", "[::1]", "169.254.1.1", "224.0.0.1")) {
                String url = responder.at("/body").replace("127.0.0.1", own);

                assertThatThrownBy(() -> careful.get(URI.create(url), BOUND)
                                .toCompletableFuture()
                                .join())
                        .as(own)
                        .hasMessageContaining("Nothing is fetched from");
            }
        }
        assertThat(responder.asked()).isZero();
    }

    @Test
    void refusesMoreThanItsQueueHolds() {
        responder.never("/never");
        List<CompletableFuture<byte[]>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(fetch.get(URI.create(responder.at("/never")), BOUND).toCompletableFuture());
        }

        assertThat(all.get(299)).isCompletedExceptionally();
        CompletionStage<Void> over = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(over.toCompletableFuture()::isDone);
        assertThat(stats.statusFetchFailed.value()).isEqualTo(300);
    }

    private byte[] get(String path) {
        return fetch.get(URI.create(responder.at(path)), BOUND)
                .toCompletableFuture()
                .join();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertFails(String path) {
        return assertThatThrownBy(() -> get(path));
    }
}
