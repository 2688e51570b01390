package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "aaa user bob password hunter2hunter2 > aaa user bob password ***",
                "aaa user bob pass hunter2hunter2 role operator > aaa user bob pass *** role operator",
                "aaa user bob password short > aaa user bob password ***",
                "aaa user bob passwrod hunter2 > aaa user bob passwrod ***",
                "aaa usr bob password hunter2 role > aaa usr bob password *** ***",
                "certificates certificate w import pem a key b password pw > certificates certificate w import pem a key b password ***",
                "certificates certificate w import pem a password pw key b > certificates certificate w import pem a password *** key b",
                "certificates certificate w import jks a password pw > certificates certificate w import jks a password ***",
                "gen host-name edge > gen host-name edge",
                "gen hostname edge > gen hostname edge",
            })
    void hidesSecretsAlsoInLinesThatAreWrong(String line, String masked) throws StatementException {
        assertThat(String.join(" ", StatementParser.masked(ConfigPath.root(), Words.split(line))))
                .isEqualTo(masked);
    }
}
