package org.bumpwire.proxy.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DescriptorBudgetTest {
    @Test
    void keepsSomeDescriptorsBack() {
        DescriptorBudget budget = new DescriptorBudget(1024);

        assertThat(budget.hasRoomFor(384)).isTrue();
        assertThat(budget.hasRoomFor(385)).isFalse();
    }

    @Test
    void knowsTheLimitOfTheProcess() {
        assertThat(DescriptorBudget.ofProcess().hasRoomFor(1)).isTrue();
    }
}
