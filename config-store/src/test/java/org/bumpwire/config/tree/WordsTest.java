package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @Test
    void splitsAtWhiteSpaceAndStopsAtAComment() throws StatementException {
        assertThat(Words.split("  a\tb#c  # rest")).isEqualTo(Token.list("a", "b#c"));
    }

    @Test
    void resolvesQuotesAndEscapes() throws StatementException {
        assertThat(Words.split("\"a b\" \"\" \"\\\"\\\\\\n\\d\" c\\d"))
                .isEqualTo(List.of(
                        new Token("a b", true),
                        new Token("", true),
                        new Token("\"\\\n\\d", true),
                        new Token("c\\d", false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a \"b", "a \"b\\\"", "a \"b\\"})
    void refusesAnOpenQuote(String line) {
        assertThatThrownBy(() -> Words.split(line))
                .isInstanceOfSatisfying(
                        StatementException.class, e -> assertThat(e.wordIndex()).isEqualTo(1))
                .hasMessage("The quote is not closed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "two words", "#", "\"", "\\", "\\n", "a\nb", "|", "ü", "a;b", "x\\"})
    void printsWhatSplitsBack(String word) throws StatementException {
        assertThat(Words.split(Words.print(word)).stream().map(Token::text)).containsExactly(word);
        assertThat(Words.print(word)).doesNotContain("\n");
    }
}
