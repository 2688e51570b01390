package org.bumpwire.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordRulesTest {
    private static final PasswordRules STRICT = new PasswordRules(12, 3, true);

    @ParameterizedTest
    @CsvSource({
        "Short-1x, at least 12 characters",
        "alllowercase, 3 of these",
        "lowercase and others, 3 of these",
        "Secret-alice-12, name of its user",
        "Secret-ALICE-12, name of its user",
        "Secret-ecila-12, name of its user",
        "x, at least 8 characters"
    })
    void refusesWhatIsTooWeak(String password, String why) {
        assertThat(STRICT.refusal("alice", password.toCharArray()))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains(why).doesNotContain(password + " "));
    }

    @ParameterizedTest
    @CsvSource({"Correct horse battery", "c0rrect-horse-b", "CORRECT horse 7"})
    void acceptsWhatIsStrongEnough(String password) {
        assertThat(STRICT.refusal("alice", password.toCharArray())).isEmpty();
    }

    @Test
    void aVeryShortNameMayBeInAPassword() {
        assertThat(STRICT.refusal("al", "Correct alHorse 7".toCharArray())).isEmpty();
    }

    @Test
    void theUsualRulesAskForEightCharactersWithoutTheName() {
        assertThat(PasswordRules.USUAL.refusal("alice", "12345678".toCharArray()))
                .isEmpty();
        assertThat(PasswordRules.USUAL.refusal("alice", "alice678".toCharArray()))
                .isPresent();
    }
}
