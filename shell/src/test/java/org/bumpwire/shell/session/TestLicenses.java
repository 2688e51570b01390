package org.bumpwire.shell.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

/** Hands out licences, with a key of its own. */
public final class TestLicenses {
    private final KeyPair key;

    public TestLicenses() {
        try {
            key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public PublicKey issuer() {
        return key.getPublic();
    }

    /** A signed licence with these terms besides holder and serial. */
    public byte[] license(String... terms) {
        StringBuilder text = new StringBuilder("bumpwire-license 1\nholder Example Corp\nserial T-1\n");
        for (String term : terms) {
            text.append(term).append('\n');
        }
        return (text + "signature " + signature(text.toString()) + "\n").getBytes(UTF_8);
    }

    public Path file(Path file, String... terms) {
        try {
            return Files.write(file, license(terms));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of exactly this text. */
    public String signature(String text) {
        try {
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key.getPrivate());
            signer.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
