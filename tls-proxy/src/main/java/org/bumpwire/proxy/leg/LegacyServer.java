package org.bumpwire.proxy.leg;

import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.Vector;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ocsp.OCSPResponse;
import org.bouncycastle.tls.AbstractTlsServer;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateStatus;
import org.bouncycastle.tls.CertificateStatusType;
import org.bouncycastle.tls.KeyExchangeAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsECCUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bumpwire.config.model.CipherSuite.Authentication;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.jspecify.annotations.Nullable;

/** How the legacy engine answers a client. */
// The library's lists are of Java 1.0.
@SuppressWarnings({"rawtypes", "JdkObsolete"})
final class LegacyServer extends AbstractTlsServer {
    private final TlsSettings settings;
    private final String alpn;
    private final KeyMaterial material;
    private final byte[] staple;
    private final LegacyFacts facts;

    LegacyServer(TlsSettings settings, String alpn, KeyMaterial material, byte[] staple, LegacyFacts facts) {
        super(LegacyCrypto.instance());
        this.settings = settings;
        this.alpn = alpn;
        this.material = material;
        this.staple = staple;
        this.facts = facts;
    }

    /** RFC 8446, section 4.2.3 has no signature for a key on secp224r1. */
    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        Set<TlsVersion> versions = EnumSet.copyOf(settings.versions());
        if (material.isOnSecp224r1()) {
            versions.remove(TlsVersion.TLS_1_3);
        }
        return LegacyNames.versions(versions);
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        Authentication own = material.isRsa() ? Authentication.RSA : Authentication.ECDSA;
        return LegacyNames.suites(settings.cipherSuites().stream()
                .filter(suite -> suite.authentication() == Authentication.ANY || suite.authentication() == own)
                .toList());
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public int[] getSupportedGroups() {
        return IntStream.concat(
                        IntStream.of(NamedGroup.X25519MLKEM768),
                        LegacyNames.GROUPS.stream().mapToInt(Integer::intValue))
                .toArray();
    }

    @Override
    public boolean preferLocalSupportedGroups() {
        return true;
    }

    @Override
    protected int selectECDH(int minimumBits) {
        int group = sharedGroup(minimumBits).orElse(-1);
        facts.keysExchangedIn(group);
        return group;
    }

    @Override
    protected boolean isSelectableCipherSuite(int suite, int curveBits, int fieldBits, Vector algorithms) {
        return super.isSelectableCipherSuite(suite, curveBits, fieldBits, algorithms)
                && (!TlsECCUtils.isECCCipherSuite(suite) || sharedGroup(0).isPresent());
    }

    /** RFC 8422, section 5.1: a client that names no groups takes any. */
    private Optional<Integer> sharedGroup(int minimumBits) {
        int[] offered = context.getSecurityParametersHandshake().getClientSupportedGroups();
        if (offered == null) {
            return Optional.of(selectECDHDefault(minimumBits));
        }
        return LegacyNames.GROUPS.stream()
                .filter(own -> NamedGroup.getCurveBits(own) >= minimumBits)
                .filter(own -> IntStream.of(offered).anyMatch(group -> group == own))
                .findFirst();
    }

    @Override
    protected String getDetailMessageNoCipherSuite() {
        facts.cipherIsNotCommon();
        return super.getDetailMessageNoCipherSuite();
    }

    /** The protocol that the other leg agreed on; a client that did not offer it goes without. */
    @Override
    protected @Nullable ProtocolName selectProtocolName() {
        ProtocolName chosen = ProtocolName.asUtf8Encoding(alpn);
        return !alpn.isEmpty() && clientProtocolNames.contains(chosen) ? chosen : null;
    }

    @Override
    protected boolean allowEncryptThenMAC() {
        return settings.encryptThenMac();
    }

    @Override
    protected boolean allowCertificateStatus() {
        return staple.length > 0;
    }

    @Override
    public @Nullable CertificateStatus getCertificateStatus() {
        return staple.length == 0
                ? null
                : new CertificateStatus(CertificateStatusType.ocsp, OCSPResponse.getInstance(staple));
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return LegacyProtocol.MAX_MESSAGE;
    }

    /** Old clients do not know RFC 5746; harmless, since nothing is ever renegotiated here. */
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
    public TlsCredentials getCredentials() throws IOException {
        LegacyCredentials credentials = new LegacyCredentials(context, material);
        SecurityParameters parameters = context.getSecurityParametersHandshake();
        if (parameters.getKeyExchangeAlgorithm() == KeyExchangeAlgorithm.RSA) {
            return credentials.decryptor();
        }
        return credentials
                .signer(parameters.getClientSigAlgs())
                .orElseThrow(() -> new TlsFatalAlert(
                        AlertDescription.handshake_failure, "Client takes no signature of the certificate's key"));
    }
}
