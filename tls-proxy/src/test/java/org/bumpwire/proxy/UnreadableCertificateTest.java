package org.bumpwire.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.Socket;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bumpwire.journal.SslInspectionRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A certificate that the engine takes and Java cannot read is refused, and the record says what is wrong with it. */
class UnreadableCertificateTest {
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void namesTheCertificateAndItsFault(String version) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new OneKey(withoutIssuer(pair), pair.getPrivate())}, null, null);
        SSLServerSocket listening =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
        listening.setEnabledProtocols(new String[] {version});
        try (Origin origin = Origin.of(listening, Origin.ECHO);
                Device device = Passage.CLIENT_INSPECTION.device(origin.endpoint(), new TestConfig())) {
            assertThatThrownBy(() -> device.connect(Passage.CLIENT_INSPECTION.trust(), Passage.SITE))
                    .isInstanceOf(SSLException.class);

            SslInspectionRecord record = device.session();
            assertThat(record.reason()).isEqualTo("blockInvalidCert");
            assertThat(record.details())
                    .contains("On the server leg during the handshake")
                    .contains("certificate depth 0: Cannot be read: Empty issuer DN")
                    .endsWith("(RFC 5280, section 4.1)");
        }
    }

    /** Bouncy Castle's, which does not look so closely. */
    private static X509Certificate withoutIssuer(KeyPair pair) throws Exception {
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .setProvider(new BouncyCastleProvider())
                .getCertificate(new X509v3CertificateBuilder(
                                new X500Name(new RDN[0]),
                                BigInteger.TEN,
                                Date.from(now.minus(Duration.ofDays(1))),
                                Date.from(now.plus(Duration.ofDays(1))),
                                new X500Name("CN=" + Passage.SITE),
                                SubjectPublicKeyInfo.getInstance(
                                        pair.getPublic().getEncoded()))
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
    }

    /** Shows a certificate as it is; key stores would read it first. */
    private static final class OneKey extends X509ExtendedKeyManager {
        private static final String ALIAS = "one";

        private final X509Certificate certificate;
        private final PrivateKey key;

        OneKey(X509Certificate certificate, PrivateKey key) {
            this.certificate = certificate;
            this.key = key;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return new String[0];
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return new String[] {ALIAS};
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
            return ALIAS;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return key;
        }
    }
}
