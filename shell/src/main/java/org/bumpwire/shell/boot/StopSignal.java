package org.bumpwire.shell.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Given once when the device shall end, by an operator or by the system; safe for any thread. */
final class StopSignal {
    private final CountDownLatch given = new CountDownLatch(1);
    private final List<Runnable> actions = new ArrayList<>();

    void give() {
        List<Runnable> due;
        synchronized (this) {
            given.countDown();
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** Runs the action when the signal is given, at once if it was. */
    void whenGiven(Runnable action) {
        synchronized (this) {
            if (given.getCount() > 0) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }

    void await() throws InterruptedException {
        given.await();
    }
}
