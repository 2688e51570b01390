package org.bumpwire.config.pki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Files made by OpenSSL with keys that protect nothing, and the day on which the tests take place. */
final class Fixture {
    static final Instant NOW = Instant.parse("2030-06-01T00:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final char[] NO_PASSWORD = {};

    private Fixture() {}

    static char[] password() {
        return "correct horse".toCharArray();
    }

    static Path file(String name) {
        try {
            return Path.of(Fixture.class.getResource("/pki/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(String name) throws IOException {
        return Files.readString(file(name), UTF_8);
    }

    static X509Certificate certificate(String name) throws IOException, GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file(name))));
    }
}
