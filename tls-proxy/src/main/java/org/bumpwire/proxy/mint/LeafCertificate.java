package org.bumpwire.proxy.mint;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bumpwire.config.model.Identity;
import org.bumpwire.proxy.crypto.NativeCrypto;

/**
 * Builds and signs the copy of a server's certificate: its subject and alternative names as they are encoded, its dates as
 * far as they are sound, our key, and none of its powers.
 *
 * <p>What the real issuer says about the real certificate is not copied, for it would be false of the copy: where it can be
 * revoked (CRL, OCSP), where its issuer is found, transparency timestamps, policies, and that a staple must come with it.
 */
final class LeafCertificate {
    /** What browsers accept at most; both ends count. */
    private static final Duration LONGEST = Duration.ofDays(398).minusSeconds(1);

    /** Clients' clocks may be behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private LeafCertificate() {}

    /** When a copy is valid: within the real dates and the signer's, and not for long. */
    record Validity(Instant from, Instant until) {
        static Validity of(X509Certificate upstream, X509Certificate signer, Instant now) {
            Instant from = upstream.getNotBefore().toInstant();
            Instant until = upstream.getNotAfter().toInstant();
            if (now.isAfter(until)) {
                return new Validity(latest(from, until.minus(LONGEST)), until);
            }
            if (now.isBefore(from)) {
                return new Validity(from, earliest(until, from.plus(LONGEST)));
            }
            Instant bounded = latest(
                    latest(from, now.minus(BACKDATED)), signer.getNotBefore().toInstant());
            Instant end = earliest(
                    earliest(until, bounded.plus(LONGEST)), signer.getNotAfter().toInstant());
            // A signer of other times makes copies of other times; no client takes either.
            return new Validity(earliest(bounded, end), end);
        }
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    static X509Certificate signed(X509Certificate upstream, Validity validity, PublicKey leafKey, Identity signer)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        X509CertificateHolder original = new JcaX509CertificateHolder(upstream);
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        X509v3CertificateBuilder copy = new X509v3CertificateBuilder(
                X500Name.getInstance(
                        signer.certificate().getSubjectX500Principal().getEncoded()),
                serial(),
                Date.from(validity.from()),
                Date.from(validity.until()),
                original.getSubject(),
                SubjectPublicKeyInfo.getInstance(leafKey.getEncoded()));
        copy.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        copy.addExtension(Extension.keyUsage, true, keyUsage(leafKey));
        copy.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        Extension names = original.getExtension(Extension.subjectAlternativeName);
        if (names != null) {
            copy.addExtension(names);
        }
        copy.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(keyIdentifier(signer, identifiers)));
        copy.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(leafKey));
        return new JcaX509CertificateConverter().getCertificate(copy.build(contentSigner(signer.privateKey())));
    }

    /** The signer's own, where it has one, for clients find the signer by it (RFC 5280, section 4.2.1.1). */
    private static byte[] keyIdentifier(Identity signer, JcaX509ExtensionUtils identifiers)
            throws CertificateEncodingException {
        SubjectKeyIdentifier own =
                SubjectKeyIdentifier.fromExtensions(new JcaX509CertificateHolder(signer.certificate()).getExtensions());
        return (own == null
                        ? identifiers.createSubjectKeyIdentifier(
                                signer.certificate().getPublicKey())
                        : own)
                .getKeyIdentifier();
    }

    /** With the highest bit set, so that it is positive, of full length, and never zero. */
    private static BigInteger serial() {
        return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
    }

    private static KeyUsage keyUsage(PublicKey leafKey) {
        return leafKey.getAlgorithm().equals("RSA")
                ? new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)
                : new KeyUsage(KeyUsage.digitalSignature);
    }

    private static ContentSigner contentSigner(PrivateKey key)
            throws OperatorCreationException, GeneralSecurityException {
        String algorithm = signature(key);
        Optional<NativeCrypto> crypto = NativeCrypto.loaded();
        return crypto.isPresent()
                ? new JcaContentSignerBuilder(algorithm)
                        .setProvider(crypto.get().provider())
                        .build(crypto.get().own(key))
                : new JcaContentSignerBuilder(algorithm).build(key);
    }

    /** The hash is as strong as the curve. */
    private static String signature(PrivateKey key) throws OperatorCreationException {
        if (key instanceof ECPrivateKey ec) {
            int bits = ec.getParams().getOrder().bitLength();
            return bits <= 256 ? "SHA256withECDSA" : bits <= 384 ? "SHA384withECDSA" : "SHA512withECDSA";
        }
        if (key.getAlgorithm().equals("RSA")) {
            return "SHA256withRSA";
        }
        throw new OperatorCreationException(
                "Signing with a key of type %s is not supported".formatted(key.getAlgorithm()));
    }
}
