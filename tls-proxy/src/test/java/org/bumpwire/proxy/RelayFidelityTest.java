package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import org.junit.jupiter.api.RepeatedTest;

class RelayFidelityTest {
    @RepeatedTest(30)
    void losesNothingOfAClientThatEndsRightBehindItsFirstBytes() throws Exception {
        try (Origin origin = Origin.plain(Origin.ECHO);
                Device device = Device.running(new TestConfig()
                        .reverse(origin.endpoint())
                        .client(origin.endpoint().port()));
                Socket client = device.connect()) {
            client.getOutputStream().write("GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
            client.shutdownOutput();

            assertThat(client.getInputStream().readAllBytes())
                    .asString(US_ASCII)
                    .isEqualTo("GET / HTTP/1.0\r\n\r\n");
        }
    }
}
