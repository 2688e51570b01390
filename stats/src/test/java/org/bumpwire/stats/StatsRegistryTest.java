package org.bumpwire.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StatsRegistryTest {
    private final StatsRegistry registry = new StatsRegistry();

    @Test
    void findsAGroupByItsName() {
        CounterGroup tcp = new NamedGroup("npTcpProxyStats");
        registry.register(new NamedGroup("npSslInspStats"));
        registry.register(tcp);

        assertThat(registry.group("npTcpProxyStats")).containsSame(tcp);
        assertThat(registry.group("npNothing")).isEmpty();
    }

    @Test
    void listsGroupsInTheOrderOfTheirRegistration() {
        registry.register(new NamedGroup("second-in-the-alphabet"));
        registry.register(new NamedGroup("first-in-the-alphabet"));

        assertThat(registry.groups())
                .extracting(CounterGroup::name)
                .containsExactly("second-in-the-alphabet", "first-in-the-alphabet");
    }

    @Test
    void refusesTwoGroupsOfOneName() {
        registry.register(new NamedGroup("npSslInspStats"));

        assertThatThrownBy(() -> registry.register(new NamedGroup("npSslInspStats")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("npSslInspStats");
    }

    private static final class NamedGroup extends CounterGroup {
        NamedGroup(String name) {
            super(name, "A group of a test");
        }
    }
}
