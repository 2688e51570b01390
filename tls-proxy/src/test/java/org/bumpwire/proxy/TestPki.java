package org.bumpwire.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.KeyUsage;
import io.netty.pkitesting.X509Bundle;
import java.nio.ByteBuffer;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bumpwire.config.model.Identity;

/** The CAs and certificates that tests share; making them takes a while. */
final class TestPki {
    static final X509Bundle PUBLIC_CA = ca("CN=Public CA");
    static final X509Bundle STRANGE_CA = ca("CN=Strange CA");
    static final X509Bundle SIGNING_CA = ca("CN=Signing CA");
    static final X509Bundle UNTRUSTED_CA = ca("CN=Untrusted CA");
    static final X509Bundle ECDSA_SITE = site(PUBLIC_CA, "www.example.com", false);
    static final X509Bundle RSA_SITE = site(PUBLIC_CA, "www.example.com", true);
    static final X509Bundle STRANGE_SITE = site(STRANGE_CA, "www.example.com", false);
    static final X509Bundle CLIENT = client("CN=client");
    static final X509Bundle EXPIRED_SITE = expired("www.example.com");

    private TestPki() {}

    static Identity identity(String name, X509Bundle bundle) {
        return new Identity(
                name, List.of(bundle.getCertificatePath()), bundle.getKeyPair().getPrivate());
    }

    /** A JSSE context that shows a certificate. */
    static SSLContext showing(X509Bundle bundle) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers(bundle), null, null);
        return context;
    }

    private static KeyManager[] keyManagers(X509Bundle bundle) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("key", bundle.getKeyPair().getPrivate(), new char[0], bundle.getCertificatePath());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        return managers.getKeyManagers();
    }

    /** A JSSE context that shows a certificate, where it is asked for one, and trusts one CA. */
    static SSLContext context(X509Bundle bundle, X509Certificate ca) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers(bundle), trustManagers(ca), null);
        return context;
    }

    /** A JSSE context that trusts one CA. */
    static SSLContext trusting(X509Certificate ca) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trustManagers(ca), null);
        return context;
    }

    private static TrustManager[] trustManagers(X509Certificate ca) throws Exception {
        KeyStore cas = KeyStore.getInstance("PKCS12");
        cas.load(null, null);
        cas.setCertificateEntry("ca", ca);
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(cas);
        return managers.getTrustManagers();
    }

    private static X509Bundle ca(String subject) {
        return built(() -> new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .setIsCertificateAuthority(true)
                .setKeyUsage(true, KeyUsage.keyCertSign, KeyUsage.cRLSign)
                .buildSelfSigned());
    }

    static X509Bundle site(X509Bundle issuer, String name, boolean rsa) {
        return built(() -> leaf(name, rsa).buildIssuedBy(issuer));
    }

    private static X509Bundle client(String subject) {
        return built(() -> new CertificateBuilder()
                .ecp256()
                .subject(subject)
                .setKeyUsage(true, KeyUsage.digitalSignature)
                .addExtendedKeyUsageClientAuth()
                .buildIssuedBy(PUBLIC_CA));
    }

    private static X509Bundle expired(String name) {
        Instant now = Instant.now();
        return built(() -> leaf(name, false)
                .notBefore(now.minus(30, ChronoUnit.DAYS))
                .notAfter(now.minus(12, ChronoUnit.HOURS))
                .buildIssuedBy(PUBLIC_CA));
    }

    static CertificateBuilder leaf(String name, boolean rsa) {
        CertificateBuilder builder = new CertificateBuilder()
                .subject("CN=" + name)
                .addExtensionOctetString("2.5.29.17", false, dnsNames(name))
                .setKeyUsage(true, KeyUsage.digitalSignature, KeyUsage.keyEncipherment)
                .addExtendedKeyUsageServerAuth();
        return rsa ? builder.rsa2048() : builder.ecp256();
    }

    /** GeneralNames of RFC 5280 with one dNSName; the builder's own method takes no wildcard. */
    private static byte[] dnsNames(String name) {
        byte[] text = name.getBytes(US_ASCII);
        return ByteBuffer.allocate(text.length + 4)
                .put((byte) 0x30)
                .put((byte) (text.length + 2))
                .put((byte) 0x82)
                .put((byte) text.length)
                .put(text)
                .array();
    }

    private static X509Bundle built(Building building) {
        try {
            return building.build();
        } catch (Exception e) {
            throw new IllegalStateException("Test certificate could not be made", e);
        }
    }

    private interface Building {
        X509Bundle build() throws Exception;
    }
}
