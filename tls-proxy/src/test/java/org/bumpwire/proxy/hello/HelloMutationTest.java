package org.bumpwire.proxy.hello;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.bumpwire.proxy.hello.HelloException.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is made of real hellos, the parser answers with a hello, with patience, or with its own exception. */
class HelloMutationTest {
    private static final long USUAL = 40_000;
    private static final long BATCH = 5_000;

    /** Generous, since one case takes some microseconds: what is looked for is time that does not end. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource
    void readsEachHelloAsItWasCaptured(CapturedHello captured) throws HelloException {
        ClientHello hello = new ClientHelloParser()
                .peek(Unpooled.wrappedBuffer(captured.records()))
                .orElseThrow();

        boolean named = !captured.name().endsWith("NO_SNI");
        assertThat(hello.sni()).isEqualTo(named ? Optional.of("www.example.com") : Optional.empty());
        assertThat(hello.groups().contains(0x11EC)).isEqualTo(captured.name().endsWith("ML_KEM"));
        assertThat(hello.encryptedClientHello()).isEqualTo(captured == CapturedHello.CHROMIUM_GREASE_ECH_ML_KEM);
    }

    @Test
    void mutatesIntoEveryKindOfAnswer() {
        Map<Fault, Integer> refused = new EnumMap<>(Fault.class);
        int read = 0;
        int unfinished = 0;
        for (long seed = 0; seed < 5_000; seed++) {
            Answer answer = answer(HelloMutator.mutated(seed), new Random(seed));
            if (answer.fault() != null) {
                refused.merge(answer.fault(), 1, Integer::sum);
            } else if (answer.hello().isPresent()) {
                read++;
            } else {
                unfinished++;
            }
        }

        assertThat(read).isGreaterThan(500);
        assertThat(unfinished).isGreaterThan(100);
        assertThat(refused.get(Fault.NOT_TLS)).isGreaterThan(100);
        assertThat(refused.get(Fault.MALFORMED)).isGreaterThan(500);
        assertThat(refused.get(Fault.TOO_LARGE)).isPositive();
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource
    void answersWithAHelloOrPatienceOrItsOwnException(long first) {
        long last = Math.min(
                first + BATCH,
                Mutations.seeds(USUAL).skip(Mutations.count(USUAL) - 1).sum() + 1);
        for (long seed = first; seed < last; seed++) {
            try {
                check(seed);
            } catch (RuntimeException | AssertionError e) {
                fail("Seed %d: %s".formatted(seed, e), e);
            }
        }
    }

    static LongStream answersWithAHelloOrPatienceOrItsOwnException() {
        long first = Mutations.seeds(USUAL).findFirst().orElseThrow();
        long batches = (Mutations.count(USUAL) + BATCH - 1) / BATCH;
        return LongStream.range(0, batches).map(batch -> first + batch * BATCH);
    }

    private static void check(long seed) {
        byte[] sent = HelloMutator.mutated(seed);
        Random random = new Random(seed);
        long began = System.nanoTime();

        Answer whole = answer(sent, sent.length, random);
        Answer cutUp = answer(sent, random);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PATIENCE);

        assertThat(cutUp).as("however the segments are cut").isEqualTo(whole);
        whole.hello().ifPresent(hello -> {
            assertThat(hello.sni().orElse("x")).matches("[a-z0-9._-]{1,255}");
            assertThat(hello.supportedVersions()).hasSizeLessThanOrEqualTo(127);
            assertThat(holdsWholeMessage(sent)).isTrue();
        });
        if (whole.fault() == null && whole.hello().isEmpty()) {
            assertThat(holdsWholeMessage(sent)).isFalse();
        }
        // What is judged is judged by its beginning: less of it is either unfinished or gets the same answer.
        int cut = random.nextInt(sent.length + 1);
        Answer part = answer(sent, cut, random);
        if (part.fault() != null || part.hello().isPresent()) {
            assertThat(part).as("after %d of %d bytes", cut, sent.length).isEqualTo(whole);
        }
    }

    private record Answer(
            Optional<ClientHello> hello,
            @org.jspecify.annotations.Nullable Fault fault) {}

    private static Answer answer(byte[] sent, Random random) {
        ByteBuf arrived = Unpooled.buffer();
        ClientHelloParser parser = new ClientHelloParser();
        int longest = 1 + random.nextInt(200);
        Answer answer = new Answer(Optional.empty(), null);
        for (int at = 0; at < sent.length && answer.hello().isEmpty() && answer.fault() == null; ) {
            int length = Math.min(1 + random.nextInt(longest), sent.length - at);
            arrived.writeBytes(sent, at, length);
            at += length;
            answer = peek(parser, arrived);
        }
        return answer;
    }

    private static Answer answer(byte[] sent, int length, Random random) {
        ByteBuf arrived = Unpooled.wrappedBuffer(sent, 0, length);
        ClientHelloParser parser = new ClientHelloParser();
        Answer answer = peek(parser, arrived);
        if (answer.fault() == null && answer.hello().isEmpty() && random.nextBoolean()) {
            assertThat(peek(parser, arrived)).as("asked again").isEqualTo(answer);
        }
        return answer;
    }

    private static Answer peek(ClientHelloParser parser, ByteBuf arrived) {
        try {
            return new Answer(parser.peek(arrived), null);
        } catch (HelloException e) {
            assertThat(e).hasMessageMatching("[A-Z].*[^.]").hasNoCause();
            return new Answer(Optional.empty(), e.fault());
        } finally {
            assertThat(arrived.readerIndex()).isZero();
        }
    }

    /** Whether the handshake records at the beginning hold a message in full; told the simple way. */
    private static boolean holdsWholeMessage(byte[] sent) {
        ByteBuf records = Unpooled.wrappedBuffer(sent);
        ByteBuf message = Unpooled.buffer();
        while (records.readableBytes() >= 5 && records.getByte(records.readerIndex()) == 22) {
            int length = records.skipBytes(3).readUnsignedShort();
            if (records.readableBytes() < length) {
                break;
            }
            message.writeBytes(records, length);
        }
        return message.readableBytes() >= 4 && message.readableBytes() >= 4 + message.getUnsignedMedium(1);
    }
}
