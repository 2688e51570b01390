package org.bumpwire.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CounterGroupTest {
    private final FlowStats stats = new FlowStats();

    @Test
    void startsAtZero() {
        assertThat(stats.readings()).allSatisfy(r -> assertThat(r.value()).isZero());
    }

    @Test
    void showsItsReadingsInTheOrderOfTheirDeclaration() {
        assertThat(stats.readings())
                .extracting(Reading::name)
                .containsExactly("active", "peak", "limit", "total", "ok", "failed", "failedPeer", "failedSelf");
    }

    @Test
    void refusesANameTwice() {
        assertThatThrownBy(() -> stats.counter("ok", "Again"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'ok'");
    }

    @Test
    void thePeakIsTheHighestSinceTheClear() {
        stats.active.add(5);
        stats.active.add(-3);
        stats.clear();

        assertThat(stats.peak.value()).isEqualTo(2);
        assertThat(stats.active.value()).isEqualTo(2);
    }

    @Test
    void aClearedTotalKeepsWhatIsStillUnderWay() {
        stats.began();
        stats.began();
        stats.endedWell();
        stats.clear();

        assertThat(stats.total.value()).isEqualTo(1);
        assertThat(stats.ok.value()).isZero();

        stats.endedByPeer();

        assertThat(stats.total.value()).isEqualTo(1);
        assertThat(stats.failed.value()).isEqualTo(1);
        assertThat(stats.failedPeer.value()).isEqualTo(1);
    }

    @Test
    void aDerivedReadingSurvivesAClear() {
        stats.limit = 42;
        stats.clear();

        assertThat(stats.shownLimit.value()).isEqualTo(42);
    }

    @Test
    void losesNoCountOfManyThreads() throws Exception {
        inParallel(4, () -> {
            for (int i = 0; i < 50_000; i++) {
                stats.began();
                stats.endedWell();
            }
            return null;
        });

        assertThat(stats.total.value()).isEqualTo(200_000);
        assertThat(stats.ok.value()).isEqualTo(200_000);
        assertThat(stats.active.value()).isZero();
        assertThat(stats.peak.value()).isBetween(1L, 4L);
    }

    @Test
    void clearsUnderTrafficKeepTheEquation() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        stats.began();
        ExecutorService clearing = Executors.newSingleThreadExecutor();
        Future<?> clears = clearing.submit(() -> {
            while (!done.get()) {
                stats.clear();
                Thread.onSpinWait();
            }
        });

        inParallel(3, () -> {
            for (int i = 0; i < 50_000; i++) {
                stats.began();
                if (i % 3 == 0) {
                    stats.endedByPeer();
                } else {
                    stats.endedWell();
                }
            }
            return null;
        });
        done.set(true);
        clears.get();
        clearing.shutdown();

        assertThat(stats.active.value()).isEqualTo(1);
        assertThat(stats.total.value())
                .isEqualTo(stats.ok.value() + stats.failed.value() + stats.active.value())
                .isLessThan(150_001);
        assertThat(stats.failed.value()).isEqualTo(stats.failedPeer.value() + stats.failedSelf.value());
        assertThat(stats.peak.value()).isGreaterThanOrEqualTo(1);
    }

    private static void inParallel(int threads, Callable<?> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            running.add(pool.submit(work));
        }
        for (Future<?> one : running) {
            one.get();
        }
        pool.shutdown();
    }

    private static final class FlowStats extends CounterGroup {
        volatile long limit;
        final Gauge active = gauge("active", "Flows now");
        final Reading peak = peak(active, "peak", "Most flows at a time");
        final Reading shownLimit = derived("limit", "Flows allowed", () -> limit);
        final Counter total = counter("total", "Flows begun");
        final Counter ok = counter("ok", "Flows that ended well");
        final Counter failed = counter("failed", "Flows that failed");
        final Counter failedPeer = counter("failedPeer", "Failures of the peer");
        final Counter failedSelf = counter("failedSelf", "Failures of ours");

        FlowStats() {
            super("flows", "Flows of a test");
            addUp(total, ok, failed);
            addUp(failed, failedPeer, failedSelf);
        }

        void began() {
            total.increment();
            active.increment();
        }

        void endedWell() {
            ok.increment();
            active.decrement();
        }

        void endedByPeer() {
            failedPeer.increment();
            failed.increment();
            active.decrement();
        }
    }
}
