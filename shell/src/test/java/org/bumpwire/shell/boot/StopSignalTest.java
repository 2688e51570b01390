package org.bumpwire.shell.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class StopSignalTest {
    private final StopSignal signal = new StopSignal();
    private final List<String> done = new ArrayList<>();

    @Test
    void runsEachActionOnce() {
        signal.whenGiven(() -> done.add("first"));
        signal.whenGiven(() -> done.add("second"));

        signal.give();
        signal.give();

        assertThat(done).containsExactly("first", "second");
    }

    @Test
    void runsAnActionThatComesTooLateAtOnce() {
        signal.give();

        signal.whenGiven(() -> done.add("late"));

        assertThat(done).containsExactly("late");
    }

    @Test
    void letsGoOfWhoWaits() throws InterruptedException {
        Thread giver = new Thread(signal::give);
        giver.start();

        signal.await();

        giver.join();
        assertThat(giver.isAlive()).isFalse();
    }
}
