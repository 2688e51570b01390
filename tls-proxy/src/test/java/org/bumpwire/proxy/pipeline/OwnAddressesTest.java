package org.bumpwire.proxy.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.bumpwire.config.model.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAddressesTest {
    private final OwnAddresses own = new OwnAddresses();

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1, 8443, true",
        "127.0.0.1, 127.0.0.1, 8444, false",
        "127.0.0.1, 192.0.2.1, 8443, false",
        "127.0.0.1, 0.0.0.0, 8443, true",
        "0.0.0.0, 127.0.0.1, 8443, true",
        "0.0.0.0, 127.8.8.8, 8443, true",
        "0.0.0.0, 192.0.2.1, 8443, false",
        "::, ::1, 8443, true",
    })
    void knowsWhereTheDeviceListens(String listen, String destination, int port, boolean itself) {
        own.listeningOn(List.of(new Endpoint(address(listen), 8443)));

        assertThat(own.include(new InetSocketAddress(address(destination), port)))
                .isEqualTo(itself);
    }

    @Test
    void knowsNothingBeforeItIsTold() {
        assertThat(own.include(new InetSocketAddress(address("127.0.0.1"), 8443)))
                .isFalse();
    }

    private static InetAddress address(String literal) {
        return NetUtil.createInetAddressFromIpAddressString(literal);
    }
}
