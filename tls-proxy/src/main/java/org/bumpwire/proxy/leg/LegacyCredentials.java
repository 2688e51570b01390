package org.bumpwire.proxy.leg;

import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import java.util.stream.Stream;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateEntry;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedDecryptor;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JceDefaultTlsCredentialedDecryptor;
import org.jspecify.annotations.Nullable;

/** A certificate and its key, as one handshake of the legacy engine uses them. */
// The library's lists are of Java 1.0.
@SuppressWarnings({"rawtypes", "JdkObsolete"})
record LegacyCredentials(TlsContext context, KeyMaterial material) {
    private static final List<Integer> RSA_PSS = List.of(
            SignatureScheme.rsa_pss_rsae_sha256,
            SignatureScheme.rsa_pss_rsae_sha384,
            SignatureScheme.rsa_pss_rsae_sha512);
    private static final List<Integer> RSA_PKCS1 = List.of(
            SignatureScheme.rsa_pkcs1_sha256,
            SignatureScheme.rsa_pkcs1_sha384,
            SignatureScheme.rsa_pkcs1_sha512,
            SignatureScheme.rsa_pkcs1_sha1);
    private static final List<Integer> ECDSA = List.of(
            SignatureScheme.ecdsa_secp256r1_sha256,
            SignatureScheme.ecdsa_secp384r1_sha384,
            SignatureScheme.ecdsa_secp521r1_sha512,
            SignatureScheme.ecdsa_sha1);

    TlsCredentialedDecryptor decryptor() {
        return new JceDefaultTlsCredentialedDecryptor(LegacyCrypto.instance(), certificate(), material.privateKey());
    }

    /**
     * Nothing where the peer verifies no signature of the key.
     *
     * @param offered the algorithms that the peer named; null where it did not
     */
    Optional<TlsCredentialedSigner> signer(@Nullable Vector offered) {
        if (!TlsUtils.isTLSv12(context)) {
            return Optional.of(signer((SignatureAndHashAlgorithm) null));
        }
        Stream<Integer> schemes = offered == null
                // RFC 5246, section 7.4.1.4.1.
                ? Stream.of(material.isRsa() ? SignatureScheme.rsa_pkcs1_sha1 : SignatureScheme.ecdsa_sha1)
                : schemes().filter(s -> offered.contains(SignatureScheme.getSignatureAndHashAlgorithm(s)));
        return schemes.map(SignatureScheme::getSignatureAndHashAlgorithm)
                .findFirst()
                .map(this::signer);
    }

    /** Before TLS 1.3 a scheme names only the hash, whatever the curve. */
    private Stream<Integer> schemes() {
        boolean newest = TlsUtils.isTLSv13(context);
        if (material.isRsa()) {
            return newest ? RSA_PSS.stream() : Stream.concat(RSA_PSS.stream(), RSA_PKCS1.stream());
        }
        return newest ? Stream.of(ofCurve()) : ECDSA.stream();
    }

    private int ofCurve() {
        ECPublicKey key = (ECPublicKey) material.certificate().getPublicKey();
        return switch (key.getParams().getOrder().bitLength()) {
            case 256 -> SignatureScheme.ecdsa_secp256r1_sha256;
            case 384 -> SignatureScheme.ecdsa_secp384r1_sha384;
            default -> SignatureScheme.ecdsa_secp521r1_sha512;
        };
    }

    private TlsCredentialedSigner signer(@Nullable SignatureAndHashAlgorithm algorithm) {
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                LegacyCrypto.instance(),
                material.privateKey(),
                certificate(),
                algorithm);
    }

    private Certificate certificate() {
        TlsCertificate[] chain = material.chain().stream()
                .map(certificate -> new JcaTlsCertificate(LegacyCrypto.instance(), certificate))
                .toArray(TlsCertificate[]::new);
        if (!TlsUtils.isTLSv13(context)) {
            return new Certificate(chain);
        }
        CertificateEntry[] entries =
                Stream.of(chain).map(c -> new CertificateEntry(c, null)).toArray(CertificateEntry[]::new);
        return new Certificate(TlsUtils.EMPTY_BYTES, entries);
    }
}
