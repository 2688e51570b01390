package org.bumpwire.proxy.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WireValuesTest {
    @Test
    void equalsAListOfTheSameValues() {
        List<Integer> plain = List.of(0x1301, 0xFFFF, 0);

        assertThat(WireValues.copyOf(plain)).isEqualTo(plain).hasSameHashCodeAs(plain);
    }

    @Test
    void containsItsValuesAndNothingElse() {
        List<Integer> values = WireValues.copyOf(List.of(0x1301, 0xC02B));

        assertThat(values.contains(0xC02B)).isTrue();
        assertThat(values.contains(0x1C02B)).isFalse();
        assertThat(values.contains(-1)).isFalse();
    }

    @Test
    void keepsTheFirstOfAnArray() {
        assertThat(WireValues.of(new char[] {7, 8, 9}, 2)).containsExactly(7, 8);
    }
}
