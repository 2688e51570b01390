package org.bumpwire.proxy.leg;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class ClearAlertTest {
    @Test
    void findsTheAlertBehindOtherRecords() {
        assertThat(ClearAlert.in(bytes(20, 3, 3, 0, 1, 1, 21, 3, 3, 0, 2, 2, 48), 0))
                .contains(TlsAlert.UNKNOWN_CA);
    }

    @Test
    void takesNoEncryptedAlertForAClearOne() {
        assertThat(ClearAlert.in(bytes(21, 3, 3, 0, 3, 2, 48, 0), 0)).isEmpty();
    }

    @Test
    void waitsForAWholeRecord() {
        assertThat(ClearAlert.in(bytes(21, 3, 3, 0, 2, 2), 0)).isEmpty();
        assertThat(ClearAlert.in(bytes(21, 3, 3), 0)).isEmpty();
    }

    private static ByteBuf bytes(int... values) {
        ByteBuf buffer = Unpooled.buffer();
        for (int value : values) {
            buffer.writeByte(value);
        }
        return buffer;
    }
}
