package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestWordsTest {
    @ParameterizedTest
    @CsvSource({"a,a,0", "a,A,0", "abc,acb,1", "abc,abcd,1", "abc,xbc,1", "'',abc,3", "kitten,sitting,3"})
    void countsTheDifferences(String one, String other, int distance) {
        assertThat(NearestWords.distance(one, other)).isEqualTo(distance);
        assertThat(NearestWords.distance(other, one)).isEqualTo(distance);
    }

    @Test
    void answersTheNearestFirst() {
        assertThat(NearestWords.to("sever", List.of("client", "server", "fever", "sever1")))
                .containsExactly("server", "fever", "sever1");
    }

    @Test
    void answersAllWhereNoneIsNear() {
        assertThat(NearestWords.to("zzz", List.of("client", "server"))).containsExactly("client", "server");
    }
}
