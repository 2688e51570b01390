package org.bumpwire.proxy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bumpwire.config.model.PortRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortIndexTest {
    @Test
    void findsNothingWhereNothingIs() {
        PortIndex<String> index = new PortIndex<>();

        assertThat(index.find(1)).isEmpty();
        assertThat(index.find(65_535)).isEmpty();
    }

    @Test
    void includesBothEnds() {
        PortIndex<String> index = new PortIndex<>();
        index.add(new PortRange(443, 445), "a");
        index.add(new PortRange(65_535, 65_535), "last");

        assertThat(index.find(442)).isEmpty();
        assertThat(index.find(443)).hasValue("a");
        assertThat(index.find(445)).hasValue("a");
        assertThat(index.find(446)).isEmpty();
        assertThat(index.find(65_535)).hasValue("last");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void answersTheFirstRangeThatCoversAPort(long seed) {
        Random random = new Random(seed);
        List<PortRange> ranges = IntStream.range(0, 12)
                .mapToObj(i -> {
                    int first = 1 + random.nextInt(40);
                    return new PortRange(first, first + random.nextInt(10));
                })
                .toList();
        PortIndex<PortRange> index = new PortIndex<>();
        ranges.forEach(range -> index.add(range, range));
        for (int port = 1; port < 60; port++) {
            int asked = port;
            Optional<PortRange> expected =
                    ranges.stream().filter(range -> range.contains(asked)).findFirst();

            assertThat(index.find(port)).as("port " + port).isEqualTo(expected);
        }
    }
}
