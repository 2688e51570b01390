package org.bumpwire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.bumpwire.proxy.rehearsal.Rehearsal;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    @Test
    void getsThroughAllItsFlowsAndLeavesNoThreadBehind() {
        assertThat(Rehearsal.perform(TestConfig.empty())).isEmpty();

        await().atMost(Duration.ofSeconds(10))
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("bumpwire-rehearsal")));
    }

    @Test
    void saysWhyItWasBrokenOff() throws Exception {
        Thread.currentThread().interrupt();

        assertThat(Rehearsal.perform(TestConfig.empty())).isPresent();
        assertThat(Thread.interrupted()).isTrue();
    }
}
