package org.bumpwire.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IdleWatchTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger idle = new AtomicInteger();
    private volatile Duration timeout = Duration.ZERO;

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void tellsOnceThatNobodyTypes() throws IOException {
        timeout = Duration.ofMillis(1);
        try (IdleWatch.Watched watched = watchPipe()) {
            watched.onIdle(idle::incrementAndGet);

            await().untilAsserted(() -> assertThat(idle).hasValue(1));
            await().during(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(idle).hasValue(1));
        }
    }

    @Test
    void followsATimeoutThatIsSetLater() throws IOException {
        try (IdleWatch.Watched watched = watchPipe()) {
            watched.onIdle(idle::incrementAndGet);
            await().during(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(idle).hasValue(0));

            timeout = Duration.ofMillis(1);

            await().untilAsserted(() -> assertThat(idle).hasValue(1));
        }
    }

    @Test
    void startsAnewAtEveryKey() throws IOException {
        timeout = Duration.ofMillis(500);
        PipedOutputStream keys = new PipedOutputStream();
        try (IdleWatch.Watched watched =
                new IdleWatch(timer, Duration.ofMillis(10), () -> timeout).watch(new PipedInputStream(keys))) {
            watched.onIdle(idle::incrementAndGet);
            long start = System.nanoTime();

            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                keys.write('x');
                keys.flush();
                assertThat(watched.read()).isEqualTo('x');
                return System.nanoTime() - start > Duration.ofMillis(1200).toNanos();
            });

            assertThat(idle).hasValue(0);
        }
    }

    private IdleWatch.Watched watchPipe() throws IOException {
        return new IdleWatch(timer, Duration.ofMillis(10), () -> timeout)
                .watch(new PipedInputStream(new PipedOutputStream()));
    }
}
