package org.bumpwire.proxy.leg;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.internal.tcnative.SessionTicketKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.proxy.verify.SettableClock;
import org.junit.jupiter.api.Test;

class TicketKeysTest {
    private static final byte[] ONE = "one".getBytes(US_ASCII);
    private static final byte[] OTHER = "other".getBytes(US_ASCII);

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final TicketKeys keys = new TicketKeys(clock);

    @Test
    void keepsOneForAnHour() {
        List<String> first = names(ONE);
        clock.advance(TicketKeys.ROTATION.minusMillis(1));

        assertThat(names(ONE)).isEqualTo(first).hasSize(1);
    }

    @Test
    void sealsWithTheNewestAndOpensWithThoseBefore() {
        String first = names(ONE).get(0);
        clock.advance(TicketKeys.ROTATION);
        List<String> second = names(ONE);
        clock.advance(TicketKeys.ROTATION);
        List<String> third = names(ONE);

        assertThat(second).hasSize(2).doesNotHaveDuplicates().endsWith(first);
        assertThat(third).hasSize(3).doesNotHaveDuplicates();
        assertThat(third.subList(1, 3)).isEqualTo(second);
    }

    @Test
    void forgetsWhatIsOlderHoweverLongNobodyAsked() {
        String first = names(ONE).get(0);
        for (int hour = 0; hour < 10; hour++) {
            clock.advance(TicketKeys.ROTATION);
            assertThat(names(ONE)).hasSizeLessThanOrEqualTo(TicketKeys.ACCEPTED);
        }
        assertThat(names(ONE)).hasSize(TicketKeys.ACCEPTED).doesNotContain(first);
        clock.advance(Duration.ofDays(1));

        assertThat(names(ONE)).hasSize(1);
    }

    @Test
    void opensNoTicketOfAnotherProxy() {
        assertThat(names(ONE)).doesNotContainAnyElementsOf(names(OTHER));
        assertThat(names(ONE)).isEqualTo(names(ONE));
    }

    @Test
    void isRandom() {
        assertThat(names(ONE)).doesNotContainAnyElementsOf(names(new TicketKeys(clock), ONE));
    }

    @Test
    void showsNoSecret() {
        assertThat(keys.current().toString())
                .doesNotContainPattern("[0-9a-f]{32}")
                .contains("Secret@");
    }

    private List<String> names(byte[] identity) {
        return names(keys, identity);
    }

    private static List<String> names(TicketKeys keys, byte[] identity) {
        return Stream.of(TicketKeys.keys(keys.current(), identity))
                .map(SessionTicketKey::getName)
                .map(name -> HexFormat.of().formatHex(name))
                .toList();
    }
}
