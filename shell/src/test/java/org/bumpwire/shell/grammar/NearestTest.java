package org.bumpwire.shell.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void countsASwapOfNeighboursAsOneMistake() {
        assertThat(Nearest.distance("shwo", "show")).isEqualTo(1);
        assertThat(Nearest.distance("show", "show")).isZero();
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void answersTheNearestFirst() {
        assertThat(Nearest.to("versoin", List.of("segment", "version", "versions")))
                .containsExactly("version", "versions");
        assertThat(Nearest.to("xyz", List.of("show", "edit"))).isEmpty();
    }
}
