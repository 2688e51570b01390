package org.bumpwire.proxy.mint;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bumpwire.config.model.Identity;

/** Builds and signs the copy of a server's certificate: its names and dates, our key, and none of its powers. */
final class LeafCertificate {
    /** What browsers accept at most. */
    private static final Duration LONGEST = Duration.ofDays(398);

    /** Clients' clocks may be behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final int SERIAL_BITS = 127;
    private static final AlgorithmIdentifier ECDSA_SHA256 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final AlgorithmIdentifier SHA256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    private static final SecureRandom RANDOM = new SecureRandom();

    private LeafCertificate() {}

    /** When a copy is valid: within the real dates and the signer's, and not for long; expired dates stay as they are. */
    record Validity(Instant from, Instant until) {
        static Validity of(X509Certificate upstream, X509Certificate signer, boolean trusted, Instant now) {
            Instant from = upstream.getNotBefore().toInstant();
            Instant until = upstream.getNotAfter().toInstant();
            if (!trusted && (now.isBefore(from) || now.isAfter(until))) {
                return new Validity(from, until);
            }
            Instant bounded = latest(
                    from, latest(now.minus(BACKDATED), signer.getNotBefore().toInstant()));
            Instant end = earliest(until, bounded.plus(LONGEST));
            Instant signerEnd = signer.getNotAfter().toInstant();
            return new Validity(bounded, signerEnd.isAfter(now) ? earliest(end, signerEnd) : end);
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
                identifiers.createAuthorityKeyIdentifier(signer.certificate()));
        copy.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(leafKey));
        return new JcaX509CertificateConverter().getCertificate(copy.build(contentSigner(signer.privateKey())));
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

    private static ContentSigner contentSigner(PrivateKey key) throws OperatorCreationException, IOException {
        return switch (key.getAlgorithm()) {
            case "RSA" -> new JcaContentSignerBuilder("SHA256withRSA").build(key);
            case "EC", "ECDSA" -> ecdsaSigner(key);
            default ->
                throw new OperatorCreationException(
                        "Signing with a key of type %s is not supported".formatted(key.getAlgorithm()));
        };
    }

    /** Bouncy Castle's own, because it takes half the time of JDK 17's provider. */
    private static ContentSigner ecdsaSigner(PrivateKey key) throws OperatorCreationException, IOException {
        return new BcECContentSignerBuilder(ECDSA_SHA256, SHA256)
                .setSecureRandom(RANDOM)
                .build(PrivateKeyFactory.createKey(key.getEncoded()));
    }
}
