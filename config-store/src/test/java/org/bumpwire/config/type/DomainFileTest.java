package org.bumpwire.config.type;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainFileTest {
    @Test
    void readsDomainsSortedAndEachOnce() throws ValueException {
        assertThat(read("# banks", "", "  Bank.Example. # ours", "*.bank.example", "bücher.example", "bank.example"))
                .isEqualTo("*.bank.example\nbank.example\nxn--bcher-kva.example\n");
    }

    @Test
    void isReadAgainFromWhatItAnswers() throws ValueException {
        String text = read("b.example", "*.a.example");

        assertThat(read(text.lines().toArray(String[]::new))).isEqualTo(text);
        assertThat(DomainFile.isCanonical(text.getBytes(US_ASCII))).isTrue();
    }

    @Test
    void namesTheFirstBadLinesAndCountsTheRest() {
        assertThatThrownBy(() -> read("good.example", "a b", "-", "192.0.2.1", "c d", "e f"))
                .isInstanceOf(ValueException.class)
                .hasMessageStartingWith("line 2: Expected a domain")
                .hasMessageContaining("line 3: ")
                .hasMessageContaining("line 4: '192.0.2.1' is an address")
                .hasMessageEndingWith("; and 2 lines more");
    }

    @Test
    void refusesAFileWithoutADomain() {
        assertThatThrownBy(() -> read("# nothing", "")).hasMessage("it has no domain");
    }

    @Test
    void refusesMoreDomainsThanItsBound() {
        List<String> lines = IntStream.rangeClosed(0, DomainFile.MOST_DOMAINS)
                .mapToObj(i -> "a.example")
                .toList();

        assertThatThrownBy(() -> DomainFile.read(lines)).hasMessage("it has more than 2000000 domains");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.example", "\n", "a.example\n\n", "A.example\n", "a*.example\n", "a b\n", "\u0000\n"})
    void knowsWhatIsNoListOfDomains(String text) {
        assertThat(DomainFile.isCanonical(text.getBytes(US_ASCII))).isFalse();
    }

    private static String read(String... lines) throws ValueException {
        return new String(DomainFile.read(List.of(lines)), US_ASCII);
    }
}
