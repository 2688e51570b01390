package org.bumpwire.proxy.mint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.proxy.verify.SampleCertificate.authority;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERT61String;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bumpwire.config.model.Identity;
import org.bumpwire.proxy.flow.SslInspStats;
import org.bumpwire.proxy.verify.SampleCertificate;
import org.bumpwire.proxy.verify.SampleCertificate.Issued;
import org.bumpwire.proxy.verify.SettableClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a copy must be, whatever the real certificate is: held against our own rules, Java's and two other libraries'. */
class MintedCopyTest {
    private static final int SEEDS = 60;
    private static final Duration LONGEST = Duration.ofDays(398);

    /** Not every peer can be told another time. */
    @SuppressWarnings("TimeInStaticInitializer") // that of loading is what is meant
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private static final KeyPair ROOT_KEY = SampleCertificate.keyPair("EC", 384);
    private static final Issued ROOT = ca("CN=Signing Root", ROOT_KEY, 4_000).selfSigned();
    private static final Issued EC_INTERMEDIATE = ca(
                    "CN=Signing Intermediate", SampleCertificate.keyPair("EC", 256), 3_000)
            .extension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(identifier(ROOT_KEY).getKeyIdentifier()))
            .issuedBy(ROOT);
    private static final Issued RSA_CA = ca("C=CH,O=Example,CN=RSA CA", SampleCertificate.keyPair("RSA", 2048), 4_000)
            .selfSigned();
    private static final KeyPair REAL_KEY = SampleCertificate.keyPair("EC", 256);

    private static final CertificateMinter MINTER =
            new CertificateMinter(new SslInspStats(), Runnable::run, new SettableClock(NOW));

    @TempDir
    Path files;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void copiesSubjectAndNamesByteForByteAndIsSound(int seed) throws Exception {
        Random random = new Random(seed);
        X509Certificate real = real(random);
        KeyType type = random.nextInt(8) == 0 ? KeyType.RSA : KeyType.EC;

        MintedLeaf leaf = mint(real, random.nextBoolean() ? EC_INTERMEDIATE : RSA_CA, type);

        X509Certificate copy = leaf.certificate();
        assertThat(copy.getSubjectX500Principal().getEncoded())
                .isEqualTo(real.getSubjectX500Principal().getEncoded());
        assertThat(copy.getExtensionValue(Extension.subjectAlternativeName.getId()))
                .isEqualTo(real.getExtensionValue(Extension.subjectAlternativeName.getId()));
        assertSound(leaf, real);
        validateWithJava(leaf);
    }

    static List<Arguments> signers() {
        return List.of(
                Arguments.of(EC_INTERMEDIATE, KeyType.EC),
                Arguments.of(EC_INTERMEDIATE, KeyType.RSA),
                Arguments.of(RSA_CA, KeyType.EC),
                Arguments.of(RSA_CA, KeyType.RSA));
    }

    @ParameterizedTest
    @MethodSource("signers")
    void validatesInOpenSslAndGnuTls(Issued signer, KeyType type) throws Exception {
        Peers.assumeInstalled("openssl", "certtool");
        for (int seed = 0; seed < 10; seed++) {
            List<X509Certificate> chain =
                    mint(real(new Random(seed)), signer, type).chain();
            Path leaf = pem("leaf.pem", chain.subList(0, 1));
            Path between = pem("between.pem", chain.subList(1, chain.size()));
            Path root = pem("root.pem", List.of(rootOf(chain)));
            Path whole = pem("chain.pem", chain);

            Peers.run(
                    files,
                    "openssl",
                    "verify",
                    "-x509_strict",
                    "-purpose",
                    "sslserver",
                    "-CAfile",
                    root.toString(),
                    "-untrusted",
                    between.toString(),
                    leaf.toString());
            Peers.run(
                    files,
                    "certtool",
                    "--verify",
                    "--verify-purpose=1.3.6.1.5.5.7.3.1",
                    "--load-ca-certificate=" + root,
                    "--infile=" + whole);
        }
    }

    @Test
    void copiesNothingThatIsTrueOfTheRealCertificateOnly() throws Exception {
        X509Certificate real = real(new Random(1));
        assertThat(real.getNonCriticalExtensionOIDs()).contains(STAPLE_DEMANDED, TIMESTAMPS, CRL, OCSP, POLICIES);

        X509Certificate copy = mint(real, RSA_CA, KeyType.EC).certificate();

        assertThat(copy.getCriticalExtensionOIDs())
                .isSubsetOf(
                        Extension.basicConstraints.getId(),
                        Extension.keyUsage.getId(),
                        Extension.subjectAlternativeName.getId());
        assertThat(copy.getNonCriticalExtensionOIDs())
                .isSubsetOf(
                        Extension.extendedKeyUsage.getId(),
                        Extension.subjectAlternativeName.getId(),
                        Extension.authorityKeyIdentifier.getId(),
                        Extension.subjectKeyIdentifier.getId());
    }

    @Test
    void copiesTenThousandNamesInBoundedTime() throws Exception {
        X509v3CertificateBuilder builder = builder(new X500Name("CN=Ten Thousand Names"), new Random(7));
        GeneralName[] names = IntStream.range(0, 10_000)
                .mapToObj(i -> new GeneralName(GeneralName.dNSName, "host-%d.example.org".formatted(i)))
                .toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
        X509Certificate real = signed(builder);
        mint(real(new Random(0)), RSA_CA, KeyType.EC);
        long begun = System.nanoTime();

        X509Certificate copy = mint(real, RSA_CA, KeyType.EC).certificate();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        assertThat(copy.getSubjectAlternativeNames()).hasSize(10_000);
    }

    /** What certificate lints of the web's public CAs check of a server's certificate, as far as it applies to a copy. */
    private static void assertSound(MintedLeaf leaf, X509Certificate real) throws Exception {
        X509Certificate copy = leaf.certificate();
        X509Certificate signer = leaf.chain().get(1);
        assertThat(copy.getVersion()).isEqualTo(3);
        assertThat(copy.getBasicConstraints()).isEqualTo(-1);
        assertThat(copy.getCriticalExtensionOIDs())
                .contains(Extension.basicConstraints.getId(), Extension.keyUsage.getId());
        assertThat(copy.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        boolean rsa = leaf.keyType() == KeyType.RSA;
        assertThat(copy.getKeyUsage()).containsExactly(true, false, rsa, false, false, false, false, false, false);
        assertThat(copy.getPublicKey()).isNotEqualTo(signer.getPublicKey()).isNotEqualTo(real.getPublicKey());
        assertThat(copy.getIssuerX500Principal().getEncoded())
                .isEqualTo(signer.getSubjectX500Principal().getEncoded());
        assertThat(copy.getSigAlgName())
                .isIn(signer.getPublicKey().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");

        BigInteger serial = copy.getSerialNumber();
        assertThat(serial).isPositive().isNotEqualTo(real.getSerialNumber());
        assertThat(serial.bitLength()).isBetween(65, 159);

        Instant from = copy.getNotBefore().toInstant();
        Instant until = copy.getNotAfter().toInstant();
        assertThat(from)
                .isAfterOrEqualTo(real.getNotBefore().toInstant())
                .isAfterOrEqualTo(signer.getNotBefore().toInstant())
                .isBeforeOrEqualTo(NOW);
        assertThat(until)
                .isBeforeOrEqualTo(real.getNotAfter().toInstant())
                .isBeforeOrEqualTo(signer.getNotAfter().toInstant())
                .isAfterOrEqualTo(NOW);
        assertThat(Duration.between(from, until)).isLessThan(LONGEST);

        byte[] own = octets(copy, Extension.subjectKeyIdentifier);
        assertThat(own).hasSize(2 + 20);
        // keyIdentifier alone: SEQUENCE { [0] 20 octets }
        assertThat(octets(copy, Extension.authorityKeyIdentifier)).hasSize(4 + 20);
    }

    private static byte[] octets(X509Certificate certificate, ASN1ObjectIdentifier extension) {
        return DEROctetString.getInstance(certificate.getExtensionValue(extension.getId()))
                .getOctets();
    }

    private static void validateWithJava(MintedLeaf leaf) throws Exception {
        List<X509Certificate> path = new ArrayList<>(leaf.chain());
        X509Certificate root = rootOf(path);
        path.remove(root);
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(NOW));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    }

    private static X509Certificate rootOf(List<X509Certificate> chain) {
        X509Certificate last = chain.get(chain.size() - 1);
        return last.equals(RSA_CA.certificate()) ? last : ROOT.certificate();
    }

    private MintedLeaf mint(X509Certificate real, Issued signer, KeyType type) {
        Identity identity = signer.identity("signer");
        return MINTER.mintTrusted(real, identity, type).toCompletableFuture().join();
    }

    private static final String STAPLE_DEMANDED = "1.3.6.1.5.5.7.1.24";
    private static final String TIMESTAMPS = "1.3.6.1.4.1.11129.2.4.2";
    private static final String CRL = Extension.cRLDistributionPoints.getId();
    private static final String OCSP = Extension.authorityInfoAccess.getId();
    private static final String POLICIES = Extension.certificatePolicies.getId();

    private static SampleCertificate ca(String subject, KeyPair key, int days) {
        return authority(subject)
                .key(key)
                .from(NOW.minus(Duration.ofDays(10)))
                .until(NOW.plus(Duration.ofDays(days)))
                .extension(Extension.subjectKeyIdentifier, false, identifier(key));
    }

    private static SubjectKeyIdentifier identifier(KeyPair key) {
        try {
            return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key.getPublic());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate real(Random random) throws Exception {
        X509v3CertificateBuilder builder = builder(subject(random), random);
        int names = random.nextInt(12);
        if (names > 0) {
            GeneralName[] all =
                    IntStream.range(0, names).mapToObj(i -> name(random)).toArray(GeneralName[]::new);
            builder.addExtension(Extension.subjectAlternativeName, random.nextInt(4) == 0, new GeneralNames(all));
        }
        for (String oid : List.of(STAPLE_DEMANDED, TIMESTAMPS, CRL, OCSP, POLICIES)) {
            builder.addExtension(new ASN1ObjectIdentifier(oid), false, value(oid));
        }
        return signed(builder);
    }

    /** Of the kind that Java reads when it parses the certificate. */
    private static ASN1Encodable value(String oid) {
        if (oid.equals(POLICIES)) {
            return new DERSequence(new DERSequence(new ASN1ObjectIdentifier("2.23.140.1.2.1")));
        }
        GeneralName where = new GeneralName(GeneralName.uniformResourceIdentifier, "http://issuer.example/x");
        if (oid.equals(OCSP)) {
            return new DERSequence(
                    new DERSequence(new ASN1Encodable[] {new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.1"), where}));
        }
        if (oid.equals(CRL)) {
            return new DERSequence(new DERSequence(
                    new DERTaggedObject(true, 0, new DERTaggedObject(false, 0, new GeneralNames(where)))));
        }
        return new DERSequence(DERNull.INSTANCE);
    }

    private static X509v3CertificateBuilder builder(X500Name subject, Random random) {
        return new X509v3CertificateBuilder(
                new X500Name("CN=Real CA"),
                new BigInteger(64, random).add(BigInteger.ONE),
                Date.from(NOW.minus(Duration.ofMinutes(10 + random.nextInt(1_000_000)))),
                Date.from(NOW.plus(Duration.ofMinutes(10 + random.nextInt(2_000_000)))),
                subject,
                SubjectPublicKeyInfo.getInstance(REAL_KEY.getPublic().getEncoded()));
    }

    private static X509Certificate signed(X509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(REAL_KEY.getPrivate())));
    }

    private static X500Name subject(Random random) {
        List<RDN> names = new ArrayList<>();
        names.add(new RDN(BCStyle.C, new DERPrintableString("CH")));
        for (ASN1ObjectIdentifier type : List.of(BCStyle.O, BCStyle.OU, BCStyle.L, BCStyle.CN)) {
            if (random.nextBoolean()) {
                names.add(new RDN(type, text(random)));
            }
        }
        return new X500Name(names.toArray(RDN[]::new));
    }

    private static ASN1Encodable text(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new DERUTF8String("Zürich \u65e5\u672c " + random.nextInt(100));
            case 1 -> new DERT61String("Old " + random.nextInt(100));
            case 2 -> new DERBMPString("Wide \u00fc " + random.nextInt(100));
            default -> new DERPrintableString("Plain " + random.nextInt(100));
        };
    }

    private static GeneralName name(Random random) {
        int number = random.nextInt(1_000);
        return switch (random.nextInt(8)) {
            case 0 -> new GeneralName(GeneralName.iPAddress, "192.0.2." + random.nextInt(256));
            case 1 -> new GeneralName(GeneralName.iPAddress, "2001:db8::" + Integer.toHexString(number));
            case 2 -> new GeneralName(GeneralName.dNSName, "*.wild-%d.example".formatted(number));
            case 3 -> new GeneralName(GeneralName.rfc822Name, "mail-%d@example.org".formatted(number));
            case 4 -> new GeneralName(GeneralName.uniformResourceIdentifier, "https://example.org/" + number);
            case 5 -> new GeneralName(GeneralName.directoryName, "CN=Directory " + number);
            case 6 ->
                new GeneralName(GeneralName.otherName, new DERSequence(new ASN1Encodable[] {
                    new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.7"),
                    new DERTaggedObject(true, 0, new DERIA5String("_srv%d.example".formatted(number)))
                }));
            default -> new GeneralName(GeneralName.dNSName, "xn--host-%d.Example.ORG".formatted(number));
        };
    }

    private Path pem(String name, List<X509Certificate> certificates) throws Exception {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        return Files.writeString(files.resolve(name), pem);
    }

    /** Programs that are installed, or the test is skipped. */
    private static final class Peers {
        private static final long PATIENCE_SECONDS = 30;

        static void assumeInstalled(String... programs) {
            for (String program : programs) {
                boolean installed = List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
                assumeTrue(installed, program + " is not installed");
            }
        }

        static void run(Path directory, String... command) throws Exception {
            Path answer = directory.resolve("answer");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue())
                    .as(() -> {
                        try {
                            return String.join(" ", command) + "\n" + Files.readString(answer);
                        } catch (IOException e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .isZero();
        }
    }
}
