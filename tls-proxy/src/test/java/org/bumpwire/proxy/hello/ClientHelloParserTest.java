package org.bumpwire.proxy.hello;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Optional;
import java.util.Random;
import org.bumpwire.proxy.hello.HelloException.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloParserTest {
    private static final int WHOLE = 16_384;

    private static HelloBytes browser() {
        return new HelloBytes()
                .suites(0x1A1A, 0x1301, 0x1302, 0xC02B, 0x00FF)
                .extension(0x2A2A, b -> {})
                .sni("WWW.Example.com.")
                .versions(0x3A3A, 0x0304, 0x0303)
                .alpn("h2", "http/1.1")
                .groups(0x4A4A, 0x11EC, 29, 23)
                .signatureSchemes(0x0403, 0x0804);
    }

    @Test
    void readsWhatAClientOffersWithoutGrease() throws HelloException {
        ClientHello hello = parse(browser().records(WHOLE));

        assertThat(hello.sni()).contains("www.example.com");
        assertThat(hello.supportedVersions()).containsExactly(0x0304, 0x0303);
        assertThat(hello.cipherSuites()).containsExactly(0x1301, 0x1302, 0xC02B);
        assertThat(hello.alpn()).containsExactly("h2", "http/1.1");
        assertThat(hello.groups()).containsExactly(0x11EC, 29, 23);
        assertThat(hello.signatureSchemes()).containsExactly(0x0403, 0x0804);
        assertThat(hello.fragmented()).isFalse();
        assertThat(hello.fallback()).isFalse();
        assertThat(hello.compressionDemanded()).isFalse();
        assertThat(hello.encryptedClientHello()).isFalse();
    }

    @Test
    void readsAHelloWithoutExtensions() throws HelloException {
        ClientHello hello =
                parse(new HelloBytes().version(0x0301).suites(0x002F, 0x5600).records(WHOLE));

        assertThat(hello.sni()).isEmpty();
        assertThat(hello.supportedVersions()).containsExactly(0x0301, 0x0300);
        assertThat(hello.cipherSuites()).containsExactly(0x002F);
        assertThat(hello.fallback()).isTrue();
    }

    @Test
    void takesAFutureLegacyVersionForTls12() throws HelloException {
        ClientHello hello = parse(new HelloBytes().version(0x0304).records(WHOLE));

        assertThat(hello.supportedVersions()).containsExactly(0x0303, 0x0302, 0x0301, 0x0300);
    }

    @Test
    void noticesAnEncryptedClientHello() throws HelloException {
        ClientHello hello =
                parse(new HelloBytes().extension(0xFE0D, b -> b.writeZero(200)).records(WHOLE));

        assertThat(hello.encryptedClientHello()).isTrue();
    }

    @Test
    void noticesADemandForCompression() throws HelloException {
        assertThat(parse(new HelloBytes().compression(1).records(WHOLE)).compressionDemanded())
                .isTrue();
        assertThat(parse(new HelloBytes().compression(1, 0).records(WHOLE)).compressionDemanded())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,",
        "2001:db8::1,",
        "a..example,",
        ".example,",
        "b\u00fccher.example,",
        "xn--bcher-kva.example,xn--bcher-kva.example",
        "under_score.example,under_score.example",
        "localhost,localhost",
        "WWW.EXAMPLE.COM.,www.example.com",
    })
    void takesOnlyHostNamesForSni(String sent, String read) throws HelloException {
        assertThat(parse(new HelloBytes().sni(sent).records(WHOLE)).sni()).isEqualTo(Optional.ofNullable(read));
    }

    @Test
    void takesNoNameWithANulForSni() throws HelloException {
        assertThat(parse(new HelloBytes().sni("good.example\0.evil.example").records(WHOLE))
                        .sni())
                .isEmpty();
    }

    @Test
    void skipsNamesThatAreNoHostNames() throws HelloException {
        HelloBytes onlyOther = new HelloBytes()
                .extension(0, b -> b.writeShort(4).writeByte(7).writeShort(1).writeByte('x'));
        HelloBytes both = new HelloBytes()
                .extension(
                        0,
                        b -> b.writeShort(8)
                                .writeByte(7)
                                .writeShort(1)
                                .writeByte('x')
                                .writeByte(0)
                                .writeShort(1)
                                .writeByte('y'));

        assertThat(parse(onlyOther.records(WHOLE)).sni()).isEmpty();
        assertThat(parse(both.records(WHOLE)).sni()).contains("y");
        assertThat(parse(new HelloBytes().sni(".").records(WHOLE)).sni()).isEmpty();
    }

    @Test
    void leavesGreaseOutOfProtocolNames() throws HelloException {
        assertThat(parse(new HelloBytes()
                                .alpn("\u008a\u009a", "\u008a\u008a", "h2", "ab", "\n\n")
                                .records(WHOLE))
                        .alpn())
                .containsExactly("\u008a\u009a", "h2", "ab");
    }

    @Test
    void takesTheLongestHostName() throws HelloException {
        String longest = "a".repeat(255);

        assertThat(parse(new HelloBytes().sni(longest).records(WHOLE)).sni()).contains(longest);
        assertThat(parse(new HelloBytes().sni(longest + "a").records(WHOLE)).sni())
                .isEmpty();
    }

    @Test
    void readsHundredsOfSuites() throws HelloException {
        int[] suites = new Random(1).ints(700, 0xC100, 0xC900).toArray();

        assertThat(parse(new HelloBytes().suites(suites).records(WHOLE)).cipherSuites())
                .hasSize(700);
    }

    @Test
    void readsTheLongestHello() throws HelloException {
        byte[] records = padded(ClientHelloParser.MAX_LENGTH).records(WHOLE);

        assertThat(parse(records).fragmented()).isTrue();
    }

    @Test
    void refusesALongerHelloAsSoonAsItsLengthIsThere() {
        byte[] records = padded(ClientHelloParser.MAX_LENGTH + 1).records(WHOLE);

        assertThatThrownBy(() -> new ClientHelloParser().peek(Unpooled.wrappedBuffer(records)))
                .isInstanceOfSatisfying(
                        HelloException.class, e -> assertThat(e.fault()).isEqualTo(Fault.TOO_LARGE));
    }

    private static HelloBytes padded(int length) {
        int without = new HelloBytes().extension(21, b -> {}).message().length - 4;
        // An extension cannot be longer than 65,535 bytes, but the message can: two share the padding.
        int half = (length - without) / 2;
        return new HelloBytes()
                .extension(21, b -> b.writeZero(half))
                .extension(0x8888, b -> b.writeZero(length - without - half - 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 100})
    void readsTheSameHoweverRecordsAndSegmentsAreCut(int fragment) throws HelloException {
        byte[] records = browser().records(fragment);
        ClientHelloParser parser = new ClientHelloParser();
        ByteBuf arrived = Unpooled.buffer();
        for (int i = 0; i < records.length - 1; i++) {
            arrived.writeByte(records[i]);
            assertThat(parser.peek(arrived)).as("after %d bytes", i + 1).isEmpty();
        }
        arrived.writeByte(records[records.length - 1]);

        ClientHello whole = parse(browser().records(WHOLE));
        assertThat(parser.peek(arrived).orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("fragmented")
                .isEqualTo(whole);
        assertThat(arrived.readerIndex()).isZero();
    }

    @Test
    void ignoresWhatComesBehindTheHello() throws HelloException {
        byte[] records = browser().records(WHOLE);
        ByteBuf more = Unpooled.buffer().writeBytes(records).writeBytes(new byte[] {20, 3, 3, 0, 1, 1});

        assertThat(new ClientHelloParser().peek(more)).contains(parse(records));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void survivesMutation(long seed) {
        Random random = new Random(seed);
        byte[] records = browser().records(1 + random.nextInt(400));
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            records[random.nextInt(records.length)] = (byte) random.nextInt(256);
        }
        ByteBuf arrived = Unpooled.wrappedBuffer(records, 0, 1 + random.nextInt(records.length));

        try {
            Optional<ClientHello> hello = new ClientHelloParser().peek(arrived);
            hello.ifPresent(h -> assertThat(h.sni().orElse("x")).matches("[a-z0-9._-]+"));
        } catch (HelloException e) {
            assertThat(e).hasMessageMatching("[A-Z].*[^.]").hasNoCause();
        }
        assertThat(arrived.readerIndex()).isZero();
    }

    static java.util.stream.LongStream seeds() {
        return java.util.stream.LongStream.range(0, 3_000);
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1, 'Expected a TLS handshake record (22), got text'",
        "SSH-2.0-OpenSSH, 'Expected a TLS handshake record (22), got text'",
    })
    void knowsTextForWhatItIs(String sent, String message) {
        assertNotTls(sent.getBytes(US_ASCII), message);
    }

    @Test
    void knowsSsl2ForWhatItIs() {
        assertNotTls(
                new byte[] {(byte) 0x80, 0x2E, 1, 0, 2},
                "Got a ClientHello in the form of SSL 2, which is not supported");
    }

    @Test
    void refusesOtherRecordsAtTheFirstByte() {
        assertNotTls(new byte[] {23}, "Expected a TLS handshake record (22), got 23");
    }

    @Test
    void refusesOtherVersionsAtTheSecondByte() {
        assertNotTls(new byte[] {22, 2}, "Expected a TLS record of version 3.x, got 2");
    }

    private static void assertNotTls(byte[] sent, String message) {
        assertThatThrownBy(() -> parse(sent)).isInstanceOfSatisfying(HelloException.class, e -> {
            assertThat(e.fault()).isEqualTo(Fault.NOT_TLS);
            assertThat(e).hasMessage(message);
        });
    }

    @Test
    void refusesAnEmptyRecord() {
        assertMalformed(new byte[] {22, 3, 1, 0, 0}, "Handshake record must have 1 to 16384 bytes, got 0");
    }

    @Test
    void refusesALongRecord() {
        assertMalformed(new byte[] {22, 3, 1, 0x40, 1}, "Handshake record must have 1 to 16384 bytes, got 16385");
    }

    @Test
    void refusesAnotherHandshakeMessage() {
        assertMalformed(
                HelloBytes.inRecords(new byte[] {2, 0, 0, 0}, WHOLE),
                "Expected a ClientHello (1) as the first message, got 2");
    }

    @Test
    void refusesAnotherRecordInTheMiddle() {
        byte[] records = browser().records(100);
        records[105] = 21;

        assertMalformed(records, "Expected a handshake record (22) inside the ClientHello, got 21");
    }

    @Test
    void refusesAnExtensionTwice() {
        assertMalformed(
                new HelloBytes().sni("a.example").sni("b.example").records(WHOLE), "Extension 0 is there twice");
    }

    @Test
    void refusesLengthsThatPointBeyondTheEnd() {
        assertMalformed(
                new HelloBytes()
                        .extension(16, b -> b.writeShort(9).writeByte(1))
                        .records(WHOLE),
                "A length inside the ClientHello points beyond its end");
    }

    @Test
    void refusesAnOddList() {
        assertMalformed(
                new HelloBytes()
                        .extension(10, b -> b.writeShort(3).writeZero(3))
                        .records(WHOLE),
                "A list of two-byte values has an odd length");
    }

    @Test
    void refusesAHelloWithoutSuites() {
        assertMalformed(new HelloBytes().suites().records(WHOLE), "ClientHello must offer a cipher suite");
    }

    @Test
    void refusesAHelloWithoutCompressionMethods() {
        assertMalformed(new HelloBytes().compression().records(WHOLE), "ClientHello must offer a compression method");
    }

    @Test
    void refusesALongSessionId() {
        assertMalformed(new HelloBytes().sessionId(33).records(WHOLE), "Session id must not exceed 32 bytes");
    }

    @Test
    void refusesAVersionBeforeSsl3() {
        assertMalformed(new HelloBytes().version(0x0200).records(WHOLE), "ClientHello's version must be at least 3.0");
    }

    @Test
    void refusesAnEmptyProtocolName() {
        assertMalformed(new HelloBytes().alpn("h2", "").records(WHOLE), "ALPN protocol names must not be empty");
    }

    @Test
    void refusesBytesBehindTheExtensions() {
        byte[] message = new HelloBytes().sni("a.example").message();
        byte[] longer = java.util.Arrays.copyOf(message, message.length + 1);
        longer[3]++;

        assertMalformed(HelloBytes.inRecords(longer, WHOLE), "Extensions must fill the ClientHello");
    }

    private static void assertMalformed(byte[] records, String message) {
        assertThatThrownBy(() -> parse(records)).isInstanceOfSatisfying(HelloException.class, e -> {
            assertThat(e.fault()).isEqualTo(Fault.MALFORMED);
            assertThat(e).hasMessage(message);
        });
    }

    private static ClientHello parse(byte[] records) throws HelloException {
        return new ClientHelloParser().peek(Unpooled.wrappedBuffer(records)).orElseThrow();
    }
}
