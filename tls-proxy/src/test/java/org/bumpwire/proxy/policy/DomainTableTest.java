package org.bumpwire.proxy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bumpwire.config.model.DomainPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTableTest {
    @Test
    void findsADomainAsItIs() {
        assertThat(table("bank.com").find("bank.com")).hasValue("bank.com");
    }

    @Test
    void takesADomainForNothingButItself() {
        assertThat(table("bank.com").find("www.bank.com")).isEmpty();
        assertThat(table("bank.com").find("mybank.com")).isEmpty();
        assertThat(table("bank.com").find("com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail.company.com", "legal.compliance.company.com"})
    void findsAnyDepthBelowAWildcard(String host) {
        assertThat(table("*.company.com").find(host)).hasValue("*.company.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"company.com", "notcompany.com", ".company.com", "", "."})
    void doesNotTakeAWildcardForItsOwnDomain(String host) {
        assertThat(table("*.company.com").find(host)).isEmpty();
    }

    @Test
    void prefersTheMostSpecific() {
        assertThat(table("*.com", "*.company.com", "a.company.com").find("b.company.com"))
                .hasValue("*.company.com");
        assertThat(table("*.com", "*.company.com", "a.company.com").find("a.company.com"))
                .hasValue("a.company.com");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithEachPatternAskedByItself(long seed) {
        Random random = new Random(seed);
        List<DomainPattern> patterns = IntStream.range(0, 20)
                .mapToObj(i -> new DomainPattern(name(random), random.nextBoolean()))
                .toList();
        DomainTable table = new DomainTable(patterns);
        for (int i = 0; i < 500; i++) {
            String host = name(random);

            assertThat(table.find(host).isPresent())
                    .as(host)
                    .isEqualTo(patterns.stream().anyMatch(pattern -> pattern.matches(host)));
        }
    }

    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            name.append(name.isEmpty() ? "" : ".").append((char) ('a' + random.nextInt(3)));
        }
        return name.toString();
    }

    private static DomainTable table(String... patterns) {
        return new DomainTable(SampleConfig.exempting(patterns).neverDecryptDomains());
    }
}
