package org.bumpwire.shell.ssh;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices that nobody types any more. What the device prints and what SSH clients send to keep a connection open does
 * not count.
 */
final class IdleWatch {
    private final ScheduledExecutorService timer;
    private final Duration interval;
    private final Supplier<Duration> timeout;

    /**
     * @param interval between two checks
     * @param timeout asked at every check, so that a commit reaches open sessions; zero for never
     */
    IdleWatch(ScheduledExecutorService timer, Duration interval, Supplier<Duration> timeout) {
        this.interval = interval;
        this.timer = timer;
        this.timeout = timeout;
    }

    Watched watch(InputStream typed) {
        return new Watched(typed);
    }

    /** The keystrokes of one session; unwatched once closed. */
    final class Watched extends FilterInputStream {
        private volatile long lastNanos = System.nanoTime();
        private @Nullable ScheduledFuture<?> check;

        private Watched(InputStream typed) {
            super(typed);
        }

        synchronized void onIdle(Runnable action) {
            check = timer.scheduleWithFixedDelay(
                    () -> checkIdle(action), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            lastNanos = System.nanoTime();
            return read;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            lastNanos = System.nanoTime();
            return read;
        }

        @Override
        public void close() throws IOException {
            stopChecking();
            super.close();
        }

        private void checkIdle(Runnable action) {
            Duration allowed = timeout.get();
            if (!allowed.isZero() && System.nanoTime() - lastNanos > allowed.toNanos()) {
                stopChecking();
                action.run();
            }
        }

        private synchronized void stopChecking() {
            if (check != null) {
                check.cancel(false);
            }
        }
    }
}
