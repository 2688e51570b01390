package org.bumpwire.proxy.mint;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
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
 * Builds and signs the copies of servers' certificates for one signer and one key: the real subject and alternative names as
 * they are encoded, the real dates as far as they are sound, our key, and none of the real powers. Safe for any thread.
 *
 * <p>What the real issuer says about the real certificate is not copied, for it would be false of the copy: where it can be
 * revoked (CRL, OCSP), where its issuer is found, transparency timestamps, policies, and that a staple must come with it.
 */
final class LeafCertificate {
    /** What browsers accept at most; both ends count. */
    private static final Duration LONGEST = Duration.ofDays(398).minusSeconds(1);

    /** Clients' clocks may be behind ours. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private static final DateTimeFormatter UTC_TIME = DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'", Locale.ROOT);
    private static final DateTimeFormatter GENERALIZED_TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'", Locale.ROOT);

    private static final int SERIAL_BITS = 127;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X500Name issuer;
    private final String algorithm;
    private final PrivateKey signerKey;
    private final SubjectPublicKeyInfo leafKey;
    private final List<Extension> extensions;

    private LeafCertificate(
            X500Name issuer,
            String algorithm,
            PrivateKey signerKey,
            SubjectPublicKeyInfo leafKey,
            List<Extension> extensions) {
        this.issuer = issuer;
        this.algorithm = algorithm;
        this.signerKey = signerKey;
        this.leafKey = leafKey;
        this.extensions = extensions;
    }

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

    /**
     * Prepares what is the same in each copy.
     *
     * @param leafKey that of the copies
     */
    static LeafCertificate of(Identity signer, PublicKey leafKey)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        Optional<NativeCrypto> crypto = NativeCrypto.loaded();
        PrivateKey key = signer.privateKey();
        return new LeafCertificate(
                X500Name.getInstance(
                        signer.certificate().getSubjectX500Principal().getEncoded()),
                signature(key),
                crypto.isPresent() ? crypto.get().own(key) : key,
                SubjectPublicKeyInfo.getInstance(leafKey.getEncoded()),
                List.of(
                        Extension.create(Extension.basicConstraints, true, new BasicConstraints(false)),
                        Extension.create(Extension.keyUsage, true, keyUsage(leafKey)),
                        Extension.create(
                                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth)),
                        Extension.create(
                                Extension.authorityKeyIdentifier,
                                false,
                                new AuthorityKeyIdentifier(keyIdentifier(signer, identifiers))),
                        Extension.create(
                                Extension.subjectKeyIdentifier,
                                false,
                                identifiers.createSubjectKeyIdentifier(leafKey))));
    }

    X509Certificate copy(X509Certificate upstream, Validity validity)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        X509CertificateHolder original = new JcaX509CertificateHolder(upstream);
        X509v3CertificateBuilder copy = new X509v3CertificateBuilder(
                issuer, serial(), time(validity.from()), time(validity.until()), original.getSubject(), leafKey);
        for (Extension extension : extensions) {
            copy.addExtension(extension);
        }
        Extension names = original.getExtension(Extension.subjectAlternativeName);
        if (names != null) {
            copy.addExtension(names);
        }
        return new JcaX509CertificateConverter().getCertificate(copy.build(contentSigner()));
    }

    /** RFC 5280, section 4.1.2.5. For each date Bouncy Castle would make a date format, which takes as long as to sign. */
    private static Time time(Instant instant) throws IOException {
        OffsetDateTime date = instant.atOffset(ZoneOffset.UTC);
        boolean shortYear = date.getYear() >= 1950 && date.getYear() < 2050;
        byte[] digits = (shortYear ? UTC_TIME : GENERALIZED_TIME).format(date).getBytes(US_ASCII);
        byte[] encoded = ByteBuffer.allocate(2 + digits.length)
                .put((byte) (shortYear ? BERTags.UTC_TIME : BERTags.GENERALIZED_TIME))
                .put((byte) digits.length)
                .put(digits)
                .array();
        return new Time(ASN1Primitive.fromByteArray(encoded));
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

    private ContentSigner contentSigner() throws OperatorCreationException {
        JcaContentSignerBuilder builder = new JcaContentSignerBuilder(algorithm);
        NativeCrypto.loaded().ifPresent(crypto -> builder.setProvider(crypto.provider()));
        return builder.build(signerKey);
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
