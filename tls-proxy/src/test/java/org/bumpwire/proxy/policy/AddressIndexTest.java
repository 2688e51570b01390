package org.bumpwire.proxy.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.bumpwire.config.model.Cidr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressIndexTest {
    @Test
    void answersTheBlockThatWasAddedFirst() {
        AddressIndex<String> index = AddressIndex.of(SampleConfig.cidrs("10.0.0.0/8", "10.1.0.0/16", "0.0.0.0/0"));

        assertThat(index.first(SampleConfig.address("10.1.2.3"))).hasValue("10.0.0.0/8");
        assertThat(index.first(SampleConfig.address("192.0.2.1"))).hasValue("0.0.0.0/0");
    }

    @Test
    void passesOverValuesThatFailTheCondition() {
        AddressIndex<String> index = AddressIndex.of(SampleConfig.cidrs("10.0.0.0/8", "10.1.0.0/16"));

        assertThat(index.first(SampleConfig.address("10.1.2.3"), value -> value.endsWith("/16")))
                .hasValue("10.1.0.0/16");
    }

    @Test
    void answersEveryBlockThatAnAddressIsIn() {
        AddressIndex<String> index = AddressIndex.of(SampleConfig.cidrs("10.0.0.0/8", "10.2.0.0/16", "10.1.0.0/16"));

        assertThat(index.all(SampleConfig.address("10.1.2.3"))).containsExactlyInAnyOrder("10.0.0.0/8", "10.1.0.0/16");
        assertThat(index.all(SampleConfig.address("192.0.2.1"))).isEmpty();
    }

    @Test
    void keepsTheTwoVersionsOfIpApart() {
        AddressIndex<String> index = AddressIndex.of(SampleConfig.cidrs("0.0.0.0/0"));

        assertThat(index.first(SampleConfig.address("2001:db8::1"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithEachBlockAskedByItself(long seed) throws UnknownHostException {
        Random random = new Random(seed);
        List<Cidr> blocks = IntStream.range(0, 30).mapToObj(i -> block(random)).toList();
        AddressIndex<String> index = AddressIndex.of(blocks);
        for (int i = 0; i < 500; i++) {
            InetAddress address = address(random);
            Optional<String> expected = blocks.stream()
                    .filter(block -> block.contains(address))
                    .map(Cidr::toString)
                    .findFirst();

            assertThat(index.first(address)).as(address.toString()).isEqualTo(expected);
        }
    }

    private static Cidr block(Random random) {
        try {
            InetAddress address = address(random);
            int width = address.getAddress().length * 8;
            return new Cidr(address, random.nextInt(8) == 0 ? random.nextInt(3) : width - random.nextInt(9));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Few different ones, so that they meet. */
    private static InetAddress address(Random random) throws UnknownHostException {
        byte[] bytes = new byte[random.nextInt(3) == 0 ? 16 : 4];
        bytes[0] = (byte) random.nextInt(4);
        bytes[bytes.length / 2] = (byte) (random.nextInt(2) << 7);
        bytes[bytes.length - 1] = (byte) random.nextInt(8);
        return InetAddress.getByAddress(bytes);
    }
}
