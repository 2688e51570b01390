package org.bumpwire.shell.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Who hands out licences for devices of this build: whoever builds devices of their own puts their key there. */
final class LicenseIssuer {
    private static final String RESOURCE = "license-issuer.pem";

    private LicenseIssuer() {}

    static PublicKey ofThisBuild() {
        try (InputStream pem = LicenseIssuer.class.getResourceAsStream(RESOURCE)) {
            if (pem == null) {
                throw new IllegalStateException("This build lacks '%s'".formatted(RESOURCE));
            }
            String base64 =
                    new String(pem.readAllBytes(), StandardCharsets.US_ASCII).replaceAll("-----[A-Z ]+-----", "");
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("'%s' is no Ed25519 key".formatted(RESOURCE), e);
        }
    }
}
