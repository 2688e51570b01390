package org.bumpwire.proxy.leg;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsKeyExchangeFactory;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.SignatureScheme;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsECDHEKeyExchange;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsKeyExchange;
import org.bouncycastle.tls.TlsKeyExchangeFactory;
import org.bouncycastle.tls.TlsServerCertificate;
import org.jspecify.annotations.Nullable;

/** What the legacy engine offers a server, and what it makes of the answer. */
// The library's lists are of Java 1.0.
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"})
final class LegacyClient extends AbstractTlsClient {
    private static final int MAX_CHAIN = 32;

    /** No SHA-1: where a server has nothing else, it speaks a version that does not ask. */
    private static final List<Integer> SCHEMES = List.of(
            SignatureScheme.ecdsa_secp256r1_sha256,
            SignatureScheme.rsa_pss_rsae_sha256,
            SignatureScheme.rsa_pkcs1_sha256,
            SignatureScheme.ecdsa_secp384r1_sha384,
            SignatureScheme.rsa_pss_rsae_sha384,
            SignatureScheme.rsa_pkcs1_sha384,
            SignatureScheme.ecdsa_secp521r1_sha512,
            SignatureScheme.rsa_pss_rsae_sha512,
            SignatureScheme.rsa_pkcs1_sha512);

    private final ServerOffer offer;
    private final String sni;
    private final LegacyFacts facts;
    private CertificateAnswer answer = CertificateAnswer.REFUSED;
    private @Nullable KeyMaterial presented;

    LegacyClient(ServerOffer offer, String sni, LegacyFacts facts) {
        super(LegacyCrypto.instance());
        this.offer = offer;
        this.sni = sni;
        this.facts = facts;
    }

    void present(KeyMaterial material) {
        presented = material;
    }

    void settle(CertificateAnswer verdict) {
        answer = verdict;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return LegacyNames.versions(offer.versions());
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return LegacyNames.suites(offer.cipherSuites());
    }

    @Override
    protected Vector getSupportedGroups(Vector roles) {
        Vector groups = new Vector();
        if (offer.postQuantum()) {
            groups.add(NamedGroup.X25519MLKEM768);
        }
        groups.addAll(LegacyNames.GROUPS);
        if (offer.secp224r1()) {
            groups.add(NamedGroup.secp224r1);
        }
        return groups;
    }

    @Override
    public Vector getEarlyKeyShareGroups() {
        Vector groups = new Vector();
        if (offer.postQuantum()) {
            groups.add(NamedGroup.X25519MLKEM768);
        }
        groups.add(NamedGroup.x25519);
        return groups;
    }

    @Override
    protected Vector getSupportedSignatureAlgorithms() {
        Vector algorithms = new Vector();
        for (int scheme : SCHEMES) {
            algorithms.add(SignatureScheme.getSignatureAndHashAlgorithm(scheme));
        }
        return algorithms;
    }

    @Override
    protected @Nullable Vector getProtocolNames() {
        if (offer.alpn().isEmpty()) {
            return null;
        }
        Vector names = new Vector();
        offer.alpn().forEach(name -> names.add(ProtocolName.asUtf8Encoding(name)));
        return names;
    }

    @Override
    protected @Nullable Vector getSNIServerNames() {
        return sni.isEmpty()
                ? null
                : new Vector(Collections.singleton(
                        new ServerName(NameType.host_name, sni.getBytes(StandardCharsets.US_ASCII))));
    }

    @Override
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = super.getClientExtensions();
        if (!offer.encryptThenMac()) {
            extensions.remove(TlsExtensionsUtils.EXT_encrypt_then_mac);
        }
        return extensions;
    }

    @Override
    public TlsKeyExchangeFactory getKeyExchangeFactory() {
        return new DefaultTlsKeyExchangeFactory() {
            @Override
            public TlsKeyExchange createECDHEKeyExchangeClient(int keyExchange) {
                return new TlsECDHEKeyExchange(keyExchange) {
                    @Override
                    public void processServerKeyExchange(java.io.InputStream input) throws IOException {
                        super.processServerKeyExchange(input);
                        facts.keysExchangedIn(ecConfig.getNamedGroup());
                    }
                };
            }
        };
    }

    /** The verdict on the chain is found elsewhere, by rules of its own. */
    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public int getMaxCertificateChainLength() {
        return MAX_CHAIN;
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return LegacyProtocol.MAX_MESSAGE;
    }

    /** Old servers do not know RFC 5746; harmless, since nothing is ever renegotiated here. */
    @Override
    public void notifySecureRenegotiation(boolean secureRenegotiation) {
        // Either will do.
    }

    @Override
    public void notifyAlertRaised(short level, short description, String message, Throwable cause) {
        facts.alertRaised(level, description);
    }

    @Override
    public void notifyHandshakeComplete() {
        facts.handshakeComplete(context.getSecurityParametersConnection());
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                if (!answer.goesOn()) {
                    facts.certificateIsRefused();
                    throw new TlsFatalAlert(alert(answer));
                }
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                facts.certificateIsRequested();
                KeyMaterial own = presented;
                return own == null
                        ? null
                        : new LegacyCredentials(context, own)
                                .signer(request.getSupportedSignatureAlgorithms())
                                .orElse(null);
            }
        };
    }

    private static short alert(CertificateAnswer refusal) {
        return switch (refusal) {
            case EXPIRED -> AlertDescription.certificate_expired;
            case REVOKED -> AlertDescription.certificate_revoked;
            case UNKNOWN_CA -> AlertDescription.unknown_ca;
            case ACCEPTED, TOLERATED, REFUSED -> AlertDescription.bad_certificate;
        };
    }
}
