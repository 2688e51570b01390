package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.Passage.CLIENT_INSPECTION;
import static org.bumpwire.proxy.Passage.SERVER_INSPECTION;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bumpwire.config.model.SslInspection.Timeouts;
import org.bumpwire.journal.SslInspectionRecord;
import org.bumpwire.proxy.hello.CapturedHello;
import org.bumpwire.proxy.hello.HelloBytes;
import org.bumpwire.proxy.leg.TlsAlert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each odd hello is served or refused in the right way, leaves one record, and the next flow goes well. */
class HelloRobustnessTest {
    private static final int WHOLE = 16_384;
    private static final int MAX_HELLO = 65_536;
    private static final Timeouts TIMEOUTS = new Timeouts(
            Duration.ofMillis(1_500), Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(20));

    private static final String SERVED = "ServerHello";
    private static final String DROPPED = "end";

    private static final Map<Passage, Device> DEVICES = new EnumMap<>(Passage.class);
    private static Origin origin;

    @BeforeAll
    static void start() throws Exception {
        origin = Origin.tls(TestPki.showing(TestPki.ECDSA_SITE), Origin.ECHO);
        for (Passage passage : List.of(SERVER_INSPECTION, CLIENT_INSPECTION)) {
            DEVICES.put(passage, passage.device(origin.endpoint(), new TestConfig().timeouts(TIMEOUTS)));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        DEVICES.values().forEach(Device::close);
        origin.close();
    }

    /**
     * One way to begin a connection, and what comes of it.
     *
     * @param answer what the client gets first: a message, an alert, or the end
     * @param reason of the record; a client that was served leaves without a word
     */
    private record Case(String name, ByteBuf sent, Ending ending, String answer, String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private enum Ending {
        WAIT,
        END_OUTPUT,
        RESET
    }

    static Stream<Arguments> cases() {
        return DEVICES.keySet().stream()
                .flatMap(passage -> Stream.of(
                                servedCases(), nameCases(), offerCases(), brokenCases(), otherProtocols(), halfCases())
                        .flatMap(List::stream)
                        .map(one -> Arguments.of(passage, one)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void endsAsItShould(Passage passage, Case one) throws Exception {
        Device device = Optional.ofNullable(DEVICES.get(passage)).orElseThrow();
        Counted before = Counted.of(device, one.reason());

        try (Socket client = device.connect()) {
            client.getOutputStream().write(ByteBufUtil.getBytes(one.sent()));
            switch (one.ending()) {
                case WAIT -> {}
                case END_OUTPUT -> client.shutdownOutput();
                case RESET -> client.setSoLinger(true, 0);
            }
            if (one.ending() != Ending.RESET) {
                assertThat(answer(client)).isEqualTo(one.answer());
            }
        }
        device.awaitNoFlows();

        assertThat(before.recordsSince(device))
                .extracting(SslInspectionRecord::reason)
                .containsExactly(one.reason());
        assertThat(before.of(device)).isEqualTo(before.and(1, 1));
        passage.assertServes(device);
        device.awaitNoFlows();
        assertThat(before.of(device)).isEqualTo(before.and(2, 1));
        assertThat(before.recordsSince(device)).hasSize(2);
    }

    /** What is counted of flows at a time. */
    private record Counted(String reason, long total, long active, long closed, long ofReason, long records) {
        static Counted of(Device device, String reason) {
            return new Counted(
                    reason,
                    device.ssl("connTotal"),
                    device.ssl("connActive"),
                    device.tcp("closed"),
                    device.ssl(reason),
                    device.ssl("journalAppended"));
        }

        Counted of(Device device) {
            return of(device, reason);
        }

        Counted and(int flows, int more) {
            return new Counted(reason, total + flows, active, closed + flows, ofReason + more, records + flows);
        }

        List<SslInspectionRecord> recordsSince(Device device) {
            return device.journal.records(SslInspectionRecord.class).stream()
                    .skip(records)
                    .toList();
        }
    }

    private static String answer(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        byte[] header;
        try {
            header = in.readNBytes(5);
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("reset") ? DROPPED : e.toString();
        }
        if (header.length < 5) {
            return DROPPED;
        }
        byte[] content = in.readNBytes((header[3] & 0xFF) << 8 | (header[4] & 0xFF));
        if (header[0] == 21) {
            assertThat(in.read()).as("after the alert").isEqualTo(-1);
            return alert(TlsAlert.of(content[1] & 0xFF));
        }
        return header[0] == 22 && content[0] == 2 ? SERVED : "record of type %d".formatted(header[0]);
    }

    private static String alert(TlsAlert alert) {
        return "alert " + alert.description();
    }

    private static List<Case> servedCases() {
        int[] hundreds = IntStream.concat(new Random(1).ints(700, 0xC100, 0xC900), IntStream.of(0xC02B, 0x1301))
                .toArray();
        List<Case> cases = new ArrayList<>();
        for (CapturedHello captured : CapturedHello.values()) {
            if (captured != CapturedHello.OPENSSL_TLS10_NO_SNI) {
                cases.add(served("captured " + captured, captured.records()));
            }
        }
        cases.addAll(List.of(
                served("plain TLS 1.2", tls12()),
                served("plain TLS 1.3", tls13()),
                served(
                        "GREASE",
                        tls13().suites(0x1A1A, 0x1301, 0xC02B)
                                .extension(0x2A2A, b -> {})
                                .extension(0x3A3A, b -> b.writeByte(0))),
                served("unknown extensions", with(tls13(), h -> {
                    for (int i = 0; i < 50; i++) {
                        h.extension(0x7000 + i, b -> b.writeZero(60));
                    }
                })),
                served(
                        "unknown versions",
                        named().versions(0x7F1C, 0x0305, 0x0304, 0x0303).extension(51, HelloRobustnessTest::share)),
                served("a later version in the message itself", tls12().version(0x0304)),
                served("hundreds of suites", tls12().suites(hundreds)),
                served("ECH GREASE", tls13().extension(0xFE0D, HelloRobustnessTest::greaseEch)),
                served("no SNI", tls12WithoutName()),
                served("records of 1 byte", tls13().records(1)),
                served("records of 100 bytes", tls13().records(100)),
                served("as long as one record", padded(WHOLE - 4))));
        return cases;
    }

    private static List<Case> nameCases() {
        String longest = "a".repeat(63) + ".b".repeat(96);
        return List.of(
                served("SNI with a trailing dot", sni("www.example.com.")),
                served("SNI in upper case", sni("WWW.EXAMPLE.COM")),
                served("SNI of 255 bytes", sni(longest)),
                served("SNI that is an address", sni("192.0.2.1")),
                served("SNI that is an IPv6 address", sni("2001:db8::1")),
                served("SNI that is an IDN", sni("xn--bcher-kva.example")),
                served("SNI in UTF-8", sni(new String("b\u00fccher.example".getBytes(UTF_8), ISO_8859_1))),
                refused("SNI with a NUL", sni("www.example.com\0.evil.example"), TlsAlert.UNRECOGNIZED_NAME),
                refused("SNI of 256 bytes", sni(longest + "a"), TlsAlert.UNRECOGNIZED_NAME),
                refused("SNI that is empty", sni(""), TlsAlert.UNRECOGNIZED_NAME),
                refused(
                        "several names",
                        tls12WithoutName()
                                .extension(
                                        0,
                                        b -> b.writeShort(8)
                                                .writeByte(0)
                                                .writeShort(1)
                                                .writeByte('x')
                                                .writeByte(0)
                                                .writeShort(1)
                                                .writeByte('y')),
                        TlsAlert.DECODE_ERROR),
                refused(
                        "an empty list of names",
                        tls12WithoutName().extension(0, b -> b.writeShort(0)),
                        TlsAlert.DECODE_ERROR));
    }

    private static List<Case> offerCases() {
        return List.of(
                answered(
                        "TLS 1.1",
                        tls12().version(0x0302).records(WHOLE),
                        alert(TlsAlert.PROTOCOL_VERSION),
                        "refusedNoCommonVersion"),
                answered(
                        "OpenSSL with TLS 1.0",
                        CapturedHello.OPENSSL_TLS10_NO_SNI.records(),
                        alert(TlsAlert.PROTOCOL_VERSION),
                        "refusedNoCommonVersion"),
                answered(
                        "unknown versions only",
                        named().versions(0x7F1C, 0x0305).records(WHOLE),
                        alert(TlsAlert.PROTOCOL_VERSION),
                        "refusedNoCommonVersion"),
                answered(
                        "unknown suites only",
                        tls12().suites(0xC100, 0x0A0A).records(WHOLE),
                        alert(TlsAlert.HANDSHAKE_FAILURE),
                        "refusedNoCommonCipher"),
                answered(
                        "compression only",
                        tls12().compression(1).records(WHOLE),
                        alert(TlsAlert.HANDSHAKE_FAILURE),
                        "refusedCompression"),
                answered("64 KiB", padded(MAX_HELLO), alert(TlsAlert.ILLEGAL_PARAMETER), "clientHandshakeFailed"),
                refused(
                        "a fallback that is not needed",
                        tls12().suites(0xC02B, 0x5600),
                        TlsAlert.INAPPROPRIATE_FALLBACK));
    }

    private static List<Case> brokenCases() {
        byte[] longer = padded(MAX_HELLO + 1);
        byte[] sound = tls13().records(WHOLE);
        byte[] lying = sound.clone();
        lying[43] = 33;
        byte[] interrupted = tls13().records(100);
        interrupted[105] = 20;
        return List.of(
                answered("65,537 bytes", longer, alert(TlsAlert.DECODE_ERROR), "helloTooLarge"),
                malformed("a session id of 33 bytes", lying),
                malformed("an extension twice", tls13().sni("a.example").records(WHOLE)),
                malformed("no suites", tls12().suites().records(WHOLE)),
                malformed("an empty record", HexFormat.of().parseHex("1603010000")),
                malformed("another record inside", interrupted),
                malformed("another handshake message", HelloBytes.inRecords(new byte[] {2, 0, 0, 0}, WHOLE)));
    }

    private static List<Case> otherProtocols() {
        byte[] random = new byte[500];
        new Random(3).nextBytes(random);
        random[0] = 0x55;
        byte[] sslV2 = HexFormat.of()
                .parseHex("802e0100020015000000100100800200800300800400800500800600400700c0"
                        + "0102030405060708090a0b0c0d0e0f10");
        return List.of(
                answered("SSL 2", sslV2, DROPPED, "refusedCleartext"),
                answered("garbage", random, DROPPED, "refusedCleartext"),
                answered(
                        "plain HTTP",
                        "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1),
                        DROPPED,
                        "refusedCleartext"));
    }

    private static List<Case> halfCases() {
        byte[] sound = tls13().records(WHOLE);
        byte[] half = Arrays.copyOf(sound, sound.length / 2);
        byte[] header = Arrays.copyOf(sound, 3);
        return List.of(
                answered("nothing", new byte[0], DROPPED, "helloTimeout"),
                answered("half a hello", half, DROPPED, "helloTimeout"),
                answered("half a header", header, DROPPED, "helloTimeout"),
                new Case(
                        "nothing, then the end",
                        Unpooled.wrappedBuffer(new byte[0]),
                        Ending.END_OUTPUT,
                        DROPPED,
                        "clientGone"),
                new Case(
                        "half a hello, then the end",
                        Unpooled.wrappedBuffer(half),
                        Ending.END_OUTPUT,
                        DROPPED,
                        "clientGone"),
                new Case(
                        "a hello, then the end",
                        Unpooled.wrappedBuffer(sound),
                        Ending.END_OUTPUT,
                        SERVED,
                        "clientGone"),
                new Case("nothing, then a reset", Unpooled.wrappedBuffer(new byte[0]), Ending.RESET, "", "clientGone"),
                new Case("half a hello, then a reset", Unpooled.wrappedBuffer(half), Ending.RESET, "", "clientGone"),
                new Case("a hello, then a reset", Unpooled.wrappedBuffer(sound), Ending.RESET, "", "clientGone"));
    }

    private static Case served(String name, HelloBytes hello) {
        return served(name, hello.records(WHOLE));
    }

    private static Case served(String name, byte[] hello) {
        return answered(name, hello, SERVED, "clientGone");
    }

    private static Case refused(String name, HelloBytes hello, TlsAlert alert) {
        return answered(name, hello.records(WHOLE), alert(alert), "clientHandshakeFailed");
    }

    private static Case malformed(String name, byte[] hello) {
        return answered(name, hello, alert(TlsAlert.DECODE_ERROR), "helloMalformed");
    }

    private static Case answered(String name, byte[] sent, String answer, String reason) {
        return new Case(name, Unpooled.wrappedBuffer(sent), Ending.WAIT, answer, reason);
    }

    /** Of X25519; every 32 bytes are a public key. */
    private static void share(ByteBuf extension) {
        byte[] key = new byte[32];
        key[0] = 9;
        extension.writeShort(36).writeShort(29).writeShort(32).writeBytes(key);
    }

    private static HelloBytes tls12() {
        return named();
    }

    private static HelloBytes tls13() {
        return named().versions(0x0304, 0x0303).extension(51, HelloRobustnessTest::share);
    }

    private static HelloBytes named() {
        return sni(Passage.SITE);
    }

    private static HelloBytes sni(String name) {
        return tls12WithoutName().sni(name);
    }

    private static HelloBytes tls12WithoutName() {
        return new HelloBytes()
                .suites(0x1301, 0xC02B, 0xC02F)
                .groups(29, 23)
                .signatureSchemes(0x0403, 0x0804, 0x0401)
                .extension(11, b -> b.writeByte(1).writeByte(0))
                .extension(23, b -> {});
    }

    private static byte[] padded(int length) {
        int without = tls13().message().length - 4;
        // Two extensions share the padding, as one cannot be long enough.
        int first = (length - without - 8) / 2;
        return tls13().extension(21, b -> b.writeZero(first))
                .extension(0x7777, b -> b.writeZero(length - without - 8 - first))
                .records(WHOLE);
    }

    private static HelloBytes with(HelloBytes hello, Consumer<HelloBytes> more) {
        more.accept(hello);
        return hello;
    }

    /** As browsers send it that have no key of the server: it looks like HPKE and is random. */
    private static void greaseEch(ByteBuf extension) {
        byte[] random = new byte[32 + 144];
        new Random(5).nextBytes(random);
        extension.writeByte(0).writeShort(1).writeShort(1).writeByte(7);
        extension.writeShort(32).writeBytes(random, 0, 32).writeShort(144).writeBytes(random, 32, 144);
    }
}
