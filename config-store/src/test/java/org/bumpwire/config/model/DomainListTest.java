package org.bumpwire.config.model;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainListTest {
    private static final DomainList LIST = list("a.company.com", "bank.com", "*.com", "*.company.com", "*.bank.com");

    @Test
    void findsTheMostSpecificPattern() {
        assertThat(LIST.find("a.company.com")).hasValue(new DomainPattern("a.company.com", false));
        assertThat(LIST.find("b.company.com")).hasValue(new DomainPattern("company.com", true));
        assertThat(LIST.find("legal.compliance.company.com")).hasValue(new DomainPattern("company.com", true));
        assertThat(LIST.find("bank.com")).hasValue(new DomainPattern("bank.com", false));
        assertThat(LIST.find("other.com")).hasValue(new DomainPattern("com", true));
        assertThat(LIST.size()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"com", "bank.org", "", ".", ".bank.com", "büro.org", "*.company.org", "company"})
    void findsNothingForOthers(String host) {
        assertThat(LIST.find(host)).isEmpty();
    }

    @Test
    void findsNothingInAnEmptyList() {
        assertThat(list().find("bank.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithEachPatternAskedByItself(long seed) {
        Random random = new Random(seed);
        List<DomainPattern> patterns = IntStream.range(0, 30)
                .mapToObj(i -> new DomainPattern(name(random), random.nextBoolean()))
                .distinct()
                .toList();
        DomainList list = list(patterns.stream().map(DomainPattern::toString).toArray(String[]::new));
        for (int i = 0; i < 500; i++) {
            String host = name(random);

            assertThat(list.find(host).isPresent())
                    .as(host)
                    .isEqualTo(patterns.stream().anyMatch(pattern -> pattern.matches(host)));
            list.find(host).ifPresent(found -> assertThat(patterns).contains(found));
        }
    }

    @Test
    void isEqualToTheSameContentWithoutLookingAtIt() {
        assertThat(new DomainList("x", "a.com\n".getBytes(US_ASCII)))
                .isEqualTo(new DomainList("x", "a.com\n".getBytes(US_ASCII)))
                .isNotEqualTo(new DomainList("y", "a.com\n".getBytes(US_ASCII)));
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            name.append(name.isEmpty() ? "" : ".").append((char) ('a' + random.nextInt(3)));
        }
        return name.toString();
    }

    private static DomainList list(String... patterns) {
        String text = patterns.length == 0 ? "" : String.join("\n", patterns) + "\n";
        return new DomainList("test", text.getBytes(US_ASCII));
    }
}
