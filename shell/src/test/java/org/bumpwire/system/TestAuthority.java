package org.bumpwire.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A CA of the tests. */
final class TestAuthority {
    /** Kinds of keys, by the names of the JDK. */
    enum Algorithm {
        RSA("SHA256withRSA"),
        EC("SHA256withECDSA");

        private final String signature;

        Algorithm(String signature) {
            this.signature = signature;
        }

        KeyPair newKey() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(name());
            generator.initialize(parameters());
            return generator.generateKeyPair();
        }

        private AlgorithmParameterSpec parameters() {
            return switch (this) {
                case RSA -> new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4);
                // By name, because some providers would write the parameters of the curve out.
                case EC -> new ECGenParameterSpec("secp256r1");
            };
        }
    }

    private static final KeyPurposeId SERVER = KeyPurposeId.id_kp_serverAuth;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path directory;
    private final KeyPair key;
    private final CertificateFiles own;

    /** @param directory where its files and those of its certificates are */
    TestAuthority(Path directory, String name) {
        this.directory = directory;
        try {
            this.key = Algorithm.EC.newKey();
            X500Principal principal = new X500Principal("CN=" + name);
            Instant now = Instant.now();
            X509v3CertificateBuilder builder = builder(
                            principal, principal, key, now.minus(Duration.ofDays(2)), now.plus(Duration.ofDays(400)))
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(true))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            this.own =
                    CertificateFiles.write(directory, name.replace(' ', '-'), signed(builder, key), key.getPrivate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    CertificateFiles own() {
        return own;
    }

    /** A valid certificate for a server of these names and addresses. */
    CertificateFiles issue(Algorithm algorithm, String... names) {
        Instant now = Instant.now();
        return issue(algorithm, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(90)), SERVER, names);
    }

    /** A valid certificate for a client. */
    CertificateFiles issueClient(String name) {
        Instant now = Instant.now();
        return issue(
                Algorithm.EC,
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(90)),
                KeyPurposeId.id_kp_clientAuth,
                name);
    }

    /** A certificate that ended yesterday. */
    CertificateFiles issueExpired(String... names) {
        Instant now = Instant.now();
        return issue(Algorithm.EC, now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1)), SERVER, names);
    }

    private CertificateFiles issue(
            Algorithm algorithm, Instant from, Instant to, KeyPurposeId purpose, String... names) {
        try {
            KeyPair serverKey = algorithm.newKey();
            X509v3CertificateBuilder builder = builder(
                            own.certificate().getSubjectX500Principal(),
                            new X500Principal("CN=" + names[0]),
                            serverKey,
                            from,
                            to)
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(own.certificate()))
                    .addExtension(
                            Extension.keyUsage,
                            true,
                            new KeyUsage(
                                    algorithm == Algorithm.RSA
                                            ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
                                            : KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                    .addExtension(Extension.subjectAlternativeName, false, alternativeNames(List.of(names)));
            String file = names[0] + "-" + algorithm + "-" + Long.toHexString(RANDOM.nextLong());
            return CertificateFiles.write(directory, file, signed(builder, key), serverKey.getPrivate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, KeyPair key, Instant from, Instant to)
            throws GeneralSecurityException, IOException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, new BigInteger(127, RANDOM), Date.from(from), Date.from(to), subject, key.getPublic());
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic()));
        return builder;
    }

    private static X509Certificate signed(X509v3CertificateBuilder unsigned, KeyPair issuer)
            throws GeneralSecurityException, OperatorCreationException {
        String signature = Algorithm.valueOf(issuer.getPrivate().getAlgorithm()).signature;
        return new JcaX509CertificateConverter()
                .getCertificate(unsigned.build(new JcaContentSignerBuilder(signature).build(issuer.getPrivate())));
    }

    private static GeneralNames alternativeNames(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name ->
                        new GeneralName(name.matches("[0-9.]+") ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }
}
