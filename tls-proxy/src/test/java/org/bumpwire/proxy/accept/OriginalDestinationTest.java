package org.bumpwire.proxy.accept;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OriginalDestinationTest {
    @Test
    void readsAnIpv4Address() {
        assertThat(OriginalDestination.parse(sockaddr("0200 01bb c0000201 0000000000000000"), true))
                .contains(new InetSocketAddress("192.0.2.1", 443));
    }

    @Test
    void readsAnIpv6Address() {
        assertThat(OriginalDestination.parse(
                        sockaddr("0a00 20fb 00000000 20010db8000000000000000000000001 00000000"), false))
                .contains(new InetSocketAddress("2001:db8::1", 8443));
    }

    @Test
    void findsNothingInAnEmptyAnswer() {
        assertThat(OriginalDestination.parse(null, true)).isEmpty();
        assertThat(OriginalDestination.parse(sockaddr("0200"), true)).isEmpty();
        assertThat(OriginalDestination.parse(sockaddr("0200 0000 c0000201 0000000000000000"), true))
                .isEmpty();
    }

    private static ByteBuffer sockaddr(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }
}
