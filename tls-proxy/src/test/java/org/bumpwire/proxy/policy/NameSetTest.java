package org.bumpwire.proxy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameSetTest {
    @Test
    void findsTheEndOfAText() {
        NameSet set = new NameSet(List.of("example.org"));

        assertThat(set.containsEnd("www.example.org", 4, "example.org".hashCode()))
                .isTrue();
        assertThat(set.containsEnd("www.example.org", 0, "www.example.org".hashCode()))
                .isFalse();
    }

    @Test
    void tellsNamesOfOneHashApart() {
        NameSet set = new NameSet(List.of("Aa.org", "BB.org"));

        assertThat("Aa.org").hasSameHashCodeAs("BB.org");
        assertThat(set.containsEnd("Aa.org", 0, "Aa.org".hashCode())).isTrue();
        assertThat(set.containsEnd("BB.org", 0, "BB.org".hashCode())).isTrue();
        assertThat(set.containsEnd("Aa.net", 0, "BB.org".hashCode())).isFalse();
    }

    @Test
    void holdsEachOfManyNames() {
        List<String> names = IntStream.range(0, 10_000)
                .mapToObj(i -> "site%d.example".formatted(i))
                .toList();
        NameSet set = new NameSet(names);

        assertThat(names).allMatch(name -> set.containsEnd(name, 0, name.hashCode()));
        assertThat(set.containsEnd("site10000.example", 0, "site10000.example".hashCode()))
                .isFalse();
    }

    @Test
    void isFineWithoutAnyName() {
        assertThat(new NameSet(List.of()).containsEnd("", 0, 0)).isFalse();
    }
}
