package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "server WEB > sslinsp server \"WEB\"",
                "server > sslinsp server",
                "server WEB detection-port > sslinsp server \"WEB\" detection-port",
                "server WEB detection-port 443 80 > sslinsp server \"WEB\" detection-port 443 80",
                "server WEB upstream-check > sslinsp server \"WEB\" upstream-check",
                "limit > sslinsp limit",
                "gen ssh listen > gen ssh listen",
            })
    void understands(String line, String target) throws StatementException {
        assertThat(StatementParser.parseTarget(ConfigPath.of("sslinsp"), Words.split(line)))
                .hasToString(target);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "limit over-limit block > Expected nothing after 'over-limit', not 'block'",
                "server WEB detection-port x > Expected a port or a range such as 8443-8450, not 'x'",
                "trust-store > Expected a name after 'trust-store'",
                "profile p import > 'import' is not known in sslinsp profile \"p\"",
            })
    void refuses(String line, String complaint) {
        assertThatThrownBy(() -> StatementParser.parseTarget(ConfigPath.of("sslinsp"), Words.split(line)))
                .isInstanceOf(StatementException.class)
                .hasMessage(complaint);
    }
}
