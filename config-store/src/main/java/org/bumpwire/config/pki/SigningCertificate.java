package org.bumpwire.config.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes the self-signed CA under which a client proxy shows sites to its clients. */
public final class SigningCertificate {
    public static final int DEFAULT_DAYS = 3650;

    private static final int MAX_DAYS = 36_500;
    private static final int SERIAL_BITS = 127;
    private static final Duration CLOCK_SKEW = Duration.ofDays(1);

    private SigningCertificate() {}

    /** Takes seconds for large RSA keys, so not on an event loop. */
    public static KeyedCertificate generate(
            CertificateSubject subject, KeyAlgorithm algorithm, int keySize, int days, Clock clock)
            throws PkiException {
        return generate(subject, SubjectNames.NONE, algorithm, keySize, days, clock);
    }

    /** Takes seconds for large RSA keys, so not on an event loop. */
    public static KeyedCertificate generate(
            CertificateSubject subject, SubjectNames names, KeyAlgorithm algorithm, int keySize, int days, Clock clock)
            throws PkiException {
        if (days < 1 || days > MAX_DAYS) {
            throw new PkiException("Validity of %d days is not possible, expected 1 to %d".formatted(days, MAX_DAYS));
        }
        NewKey key = NewKey.of(algorithm, keySize);
        try {
            X509Certificate certificate = certificate(subject.toX500Name(), names, key, days, clock);
            return new KeyedCertificate(
                    List.of(certificate), PrivateKeys.normalised(key.pair().getPrivate()), List.of());
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new PkiException("The signing certificate cannot be made: " + e.getMessage(), e);
        }
    }

    private static X509Certificate certificate(
            X500Name name, SubjectNames alternative, NewKey key, int days, Clock clock)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        KeyPair pair = key.pair();
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS - 1),
                // Clients whose clock is slow shall trust it from the first minute.
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(Duration.ofDays(days))),
                name,
                pair.getPublic());
        // No CA below this one: it signs sites only.
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        if (!alternative.isEmpty()) {
            builder.addExtension(Extension.subjectAlternativeName, false, alternative.toGeneralNames());
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(key.signature()).build(pair.getPrivate())));
    }
}
