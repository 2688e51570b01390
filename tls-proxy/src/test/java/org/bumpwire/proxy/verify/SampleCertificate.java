package org.bumpwire.proxy.verify;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bumpwire.config.model.Identity;

/** Builds certificates, good ones unless told otherwise, and as bad ones as a test needs. */
public final class SampleCertificate {
    /** Around this moment certificates are valid by default, for 100 days in both directions. */
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private static long serials = 1;

    private final String subject;
    private final List<GeneralName> names = new ArrayList<>();
    private final List<Extension> extensions = new ArrayList<>();
    private KeyPair key = keyPair("EC", 256);
    private Instant from = NOW.minus(Duration.ofDays(100));
    private Instant until = NOW.plus(Duration.ofDays(100));
    private String algorithm = "";
    private BigInteger serial = BigInteger.valueOf(nextSerial());
    private boolean version1;

    private SampleCertificate(String subject) {
        this.subject = subject;
    }

    /**
     * A certificate with its key, and the way up to its root.
     *
     * @param chain the certificate first, the root last
     */
    public record Issued(X509Certificate certificate, KeyPair key, List<X509Certificate> chain) {
        /** What a server sends: the chain without the root, or a self-signed certificate alone. */
        public List<X509Certificate> sent() {
            return chain.size() == 1 ? chain : chain.subList(0, chain.size() - 1);
        }

        /** What a server sends, as the bytes that it sends. */
        public List<byte[]> der() {
            return der(sent());
        }

        public static List<byte[]> der(List<X509Certificate> certificates) {
            return certificates.stream().map(SampleCertificate::encoded).toList();
        }

        public Identity identity(String name) {
            return new Identity(name, chain, key.getPrivate());
        }
    }

    public static SampleCertificate server(String... dnsNames) {
        SampleCertificate server = new SampleCertificate("CN=" + (dnsNames.length == 0 ? "server" : dnsNames[0]));
        for (String name : dnsNames) {
            server.names.add(new GeneralName(GeneralName.dNSName, name));
        }
        return server;
    }

    public static SampleCertificate named(String subject) {
        return new SampleCertificate(subject);
    }

    public static SampleCertificate authority(String subject) {
        return new SampleCertificate(subject)
                .extension(Extension.basicConstraints, true, new BasicConstraints(true))
                .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    public static SampleCertificate authority(String subject, int pathLength) {
        return new SampleCertificate(subject)
                .extension(Extension.basicConstraints, true, new BasicConstraints(pathLength))
                .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    public SampleCertificate dns(String name) {
        names.add(new GeneralName(GeneralName.dNSName, name));
        return this;
    }

    public SampleCertificate ip(InetAddress address) {
        names.add(new GeneralName(GeneralName.iPAddress, address.getHostAddress()));
        return this;
    }

    public SampleCertificate name(GeneralName name) {
        names.add(name);
        return this;
    }

    public SampleCertificate serial(BigInteger number) {
        serial = number;
        return this;
    }

    /** Without any extension, which version 1 has not. */
    public SampleCertificate version1() {
        version1 = true;
        return this;
    }

    public SampleCertificate from(Instant instant) {
        from = instant;
        return this;
    }

    public SampleCertificate until(Instant instant) {
        until = instant;
        return this;
    }

    public SampleCertificate key(KeyPair pair) {
        key = pair;
        return this;
    }

    public SampleCertificate rsa(int bits) {
        return key(keyPair("RSA", bits));
    }

    public SampleCertificate signedWith(String signatureAlgorithm) {
        algorithm = signatureAlgorithm;
        return this;
    }

    public SampleCertificate purpose(KeyPurposeId purpose) {
        return extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    public SampleCertificate usage(int bits) {
        return extension(Extension.keyUsage, true, new KeyUsage(bits));
    }

    public SampleCertificate extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
        try {
            extensions.add(Extension.create(oid, critical, value));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An extension whose value is whatever the test says. */
    public SampleCertificate rawExtension(ASN1ObjectIdentifier oid, byte[] value) {
        extensions.add(new Extension(oid, false, value));
        return this;
    }

    public Issued selfSigned() {
        X509Certificate certificate = signed(new X500Name(subject), key);
        return new Issued(certificate, key, List.of(certificate));
    }

    public Issued issuedBy(Issued issuer) {
        X500Name issuerName = X500Name.getInstance(
                issuer.certificate().getSubjectX500Principal().getEncoded());
        X509Certificate certificate = signed(issuerName, issuer.key());
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(certificate);
        chain.addAll(issuer.chain());
        return new Issued(certificate, key, chain);
    }

    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static KeyPair keyPair(String type, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type);
            if (!type.startsWith("Ed")) {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate signed(X500Name issuer, KeyPair issuerKey) {
        try {
            String signature = algorithm.isEmpty() ? defaultAlgorithm(issuerKey.getPublic()) : algorithm;
            ContentSigner signer = new JcaContentSignerBuilder(signature).build(issuerKey.getPrivate());
            if (version1) {
                return new JcaX509CertificateConverter()
                        .getCertificate(version1(issuer).build(signer));
            }
            X509v3CertificateBuilder builder = new X509v3CertificateBuilder(
                    issuer,
                    serial,
                    Date.from(from),
                    Date.from(until),
                    new X500Name(subject),
                    SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            for (Extension extension : extensions) {
                builder.addExtension(extension);
            }
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509v1CertificateBuilder version1(X500Name issuer) {
        return new X509v1CertificateBuilder(
                issuer,
                serial,
                Date.from(from),
                Date.from(until),
                new X500Name(subject),
                SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded()));
    }

    private static synchronized long nextSerial() {
        return serials++;
    }

    private static String defaultAlgorithm(PublicKey key) {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }
}
