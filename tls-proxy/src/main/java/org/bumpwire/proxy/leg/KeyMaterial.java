package org.bumpwire.proxy.leg;

import io.netty.internal.tcnative.SSL;
import java.lang.ref.Reference;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.bumpwire.config.pki.CertificatePem;
import org.jspecify.annotations.Nullable;

/**
 * A certificate chain and its key in the engines' own forms, parsed once and used by any number of connections on any
 * event loop; the native memory is freed when nobody holds the object any more.
 */
public final class KeyMaterial {
    /** The size of a key on the curve that only the legacy engine knows. */
    private static final int SECP224R1_BITS = 224;

    private static final int RSA = 0;

    private final List<X509Certificate> certificates;
    private final PrivateKey privateKey;
    private final String subject;
    private final byte[] sha256;
    private final int curveBits;
    private final long chain;
    private final @Nullable EngineKey key;

    private KeyMaterial(List<X509Certificate> certificates, PrivateKey privateKey, long chain, @Nullable EngineKey key)
            throws GeneralSecurityException {
        this.certificates = List.copyOf(certificates);
        this.privateKey = privateKey;
        sha256 = MessageDigest.getInstance("SHA-256").digest(certificates.get(0).getEncoded());
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
            return new KeyMaterial(certificates, privateKey, 0, null);
        }
        return of(certificates, privateKey, EngineKey.of(privateKey));
    }

    /** Many certificates may have one key. */
    static KeyMaterial of(List<X509Certificate> certificates, PrivateKey privateKey, EngineKey key)
            throws GeneralSecurityException {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            pem.append(CertificatePem.block("CERTIFICATE", certificate.getEncoded()));
        }
        long chain = EnginePem.read(pem.toString(), SSL::parseX509Chain);
        KeyMaterial material = new KeyMaterial(certificates, privateKey, chain, key);
        NativeMemory.CLEANER.register(material, () -> SSL.freeX509Chain(chain));
        return material;
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

    /** SHA-256 of the certificate; not to be changed. */
    byte[] sha256() {
        return sha256;
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
        if (key == null) {
            throw new IllegalStateException("Engine does not know the key's curve");
        }
        try {
            key.presentOn(ssl, chain, asksSigner);
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
