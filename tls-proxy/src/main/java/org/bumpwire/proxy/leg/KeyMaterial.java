package org.bumpwire.proxy.leg;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.internal.tcnative.SSL;
import java.lang.ref.Reference;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate chain and its key in the engines' own forms, parsed once and used by any number of connections on any
 * event loop; the native memory is freed when nobody holds the object any more.
 */
public final class KeyMaterial {
    private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** The size of a key on the curve that only the legacy engine knows. */
    private static final int SECP224R1_BITS = 224;

    private static final int RSA = 0;
    private static final long NO_KEY = 0;

    private final List<X509Certificate> certificates;
    private final PrivateKey privateKey;
    private final String subject;
    private final String fingerprint;
    private final int curveBits;
    private final long chain;
    private final long key;
    private final @Nullable PrivateKey ownRsaKey;

    private KeyMaterial(List<X509Certificate> certificates, PrivateKey privateKey, long chain, long key)
            throws GeneralSecurityException {
        Optional<RsaSigner> signer = privateKey.getAlgorithm().equals("RSA") ? RsaSigner.instance() : Optional.empty();
        ownRsaKey = signer.isPresent() ? signer.get().own(privateKey) : null;
        this.certificates = List.copyOf(certificates);
        this.privateKey = privateKey;
        fingerprint = sha256(certificates.get(0));
        curveBits = curveBits(certificates.get(0));
        subject = certificates.get(0).getSubjectX500Principal().getName();
        this.chain = chain;
        this.key = key;
    }

    /** Takes some 100 µs. The chain has the certificate itself first. */
    public static KeyMaterial of(List<X509Certificate> certificates, PrivateKey privateKey)
            throws GeneralSecurityException {
        if (curveBits(certificates.get(0)) == SECP224R1_BITS) {
            // BoringSSL does not know the curve; loading the library that does takes longer than a flow should wait.
            LegacyCrypto.instance();
            return new KeyMaterial(certificates, privateKey, 0, 0);
        }
        OpenSsl.ensureAvailability();
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            appendPem(pem, "CERTIFICATE", certificate.getEncoded());
        }
        StringBuilder keyPem = new StringBuilder();
        appendPem(keyPem, "PRIVATE KEY", privateKey.getEncoded());
        try {
            long chain = withBio(pem, SSL::parseX509Chain);
            long key;
            try {
                key = withBio(keyPem, bio -> SSL.parsePrivateKey(bio, null));
            } catch (Exception e) {
                SSL.freeX509Chain(chain);
                throw e;
            }
            KeyMaterial material = new KeyMaterial(certificates, privateKey, chain, key);
            NativeMemory.CLEANER.register(material, () -> {
                SSL.freeX509Chain(chain);
                SSL.freePrivateKey(key);
            });
            return material;
        } catch (Exception e) {
            throw new GeneralSecurityException(
                    "TLS engine does not take the certificate or its key: " + e.getMessage(), e);
        }
    }

    public X509Certificate certificate() {
        return certificates.get(0);
    }

    /** The certificate itself first. */
    List<X509Certificate> chain() {
        return certificates;
    }

    PrivateKey privateKey() {
        return privateKey;
    }

    public String subject() {
        return subject;
    }

    /** SHA-256 of the certificate, in hexadecimal digits. */
    String fingerprint() {
        return fingerprint;
    }

    private static String sha256(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /** Whether the certificate's key is an RSA key; else it is an EC key. */
    public boolean isRsa() {
        return curveBits == RSA;
    }

    /** What tells kinds of keys apart for a client: the size of an EC key in bits, 0 for RSA. */
    int curveBits() {
        return curveBits;
    }

    /** Whether the key is one on the curve that only the legacy engine knows. */
    public boolean isOnSecp224r1() {
        return curveBits == SECP224R1_BITS;
    }

    private static int curveBits(X509Certificate certificate) {
        return certificate.getPublicKey() instanceof ECPublicKey key
                ? key.getParams().getOrder().bitLength()
                : RSA;
    }

    /**
     * Gives a connection the chain and the key.
     *
     * @param asksSigner whether the connection's context asks {@link RsaSigner} for what takes a key that it was not given
     */
    void presentOn(long ssl, boolean asksSigner) throws Exception {
        try {
            if (ownRsaKey != null && asksSigner) {
                RsaSigner.instance().orElseThrow().signFor(ssl, ownRsaKey);
                SSL.setKeyMaterial(ssl, chain, NO_KEY);
            } else {
                SSL.setKeyMaterial(ssl, chain, key);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private static void appendPem(StringBuilder pem, String label, byte[] der) {
        pem.append("-----BEGIN ").append(label).append("-----\n");
        pem.append(PEM.encodeToString(der));
        pem.append("\n-----END ").append(label).append("-----\n");
    }

    private static long withBio(StringBuilder pem, Parse parse) throws Exception {
        byte[] bytes = pem.toString().getBytes(US_ASCII);
        ByteBuf buffer =
                UnpooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
        long bio = SSL.newMemBIO();
        try {
            SSL.bioWrite(bio, NativeMemory.address(buffer, 0), bytes.length);
            return parse.parse(bio);
        } finally {
            SSL.freeBIO(bio);
            // It may have been a private key.
            buffer.setZero(0, bytes.length);
            buffer.release();
        }
    }

    private interface Parse {
        long parse(long bio) throws Exception;
    }
}
