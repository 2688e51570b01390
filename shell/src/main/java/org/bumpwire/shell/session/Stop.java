package org.bumpwire.shell.session;

import java.time.Duration;

/** The wish that the running command should end; from any thread. */
final class Stop {
    private boolean asked;

    synchronized void ask() {
        asked = true;
        notifyAll();
    }

    synchronized void forget() {
        asked = false;
    }

    synchronized boolean isAsked() {
        return asked;
    }

    /** Waits for so long or until a stop is asked for, and answers whether it is. */
    synchronized boolean await(Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        try {
            for (long left = end - System.nanoTime(); !asked && left > 0; left = end - System.nanoTime()) {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            asked = true;
        }
        return asked;
    }
}
