package org.bumpwire.proxy.hello;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** What real clients said first to {@code www.example.com}, in one TLS record each, as it was captured on the wire. */
public enum CapturedHello {
    BORINGSSL_ML_KEM,
    CHROMIUM_GREASE_ECH_ML_KEM,
    CURL_HTTP2,
    CURL_TLS12,
    GNUTLS_LEGACY,
    GNUTLS_NO_SNI,
    GNUTLS_NORMAL,
    JAVA17,
    OPENSSL_ALL_VERSIONS,
    OPENSSL_TLS10_NO_SNI,
    OPENSSL_TLS13;

    private static final int RECORD_HEADER = 5;

    /** As it was sent. */
    public byte[] records() {
        String file = "/hello/%s.hex".formatted(name().toLowerCase(Locale.ROOT).replace('_', '-'));
        try (InputStream in = CapturedHello.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("No resource " + file);
            }
            return HexFormat.of().parseHex(new String(in.readAllBytes(), US_ASCII).replace("\n", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The handshake message, with its header. */
    byte[] message() {
        byte[] records = records();
        return Arrays.copyOfRange(records, RECORD_HEADER, records.length);
    }
}
