package org.bumpwire.proxy.leg;

import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolName;
import org.bouncycastle.tls.SecurityParameters;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.flow.LegParameters;
import org.jspecify.annotations.Nullable;

/** What has become of one connection of the legacy engine; its callbacks write it down. */
final class LegacyFacts {
    private static final int NO_GROUP = -1;

    private int group = NO_GROUP;
    private boolean done;
    private boolean peerEnded;
    private boolean certificateRequested;
    private boolean noCommonCipher;
    private boolean certificateRefused;
    private @Nullable TlsAlert alertSent;
    private String version = "";
    private String suite = "";
    private String alpn = "";

    /** The group of an ephemeral key exchange before TLS 1.3, which the engine itself does not keep. */
    void keysExchangedIn(int namedGroup) {
        group = namedGroup;
    }

    void handshakeComplete(SecurityParameters settled) {
        done = true;
        if (settled.getNegotiatedGroup() > 0) {
            group = settled.getNegotiatedGroup();
        }
        version = version(settled.getNegotiatedVersion().getFullVersion());
        suite = suite(settled.getCipherSuite());
        ProtocolName protocol = settled.getApplicationProtocol();
        alpn = protocol == null ? "" : protocol.getUtf8Decoding();
    }

    void alertRaised(short level, short description) {
        if (level == AlertLevel.fatal) {
            alertSent = TlsAlert.of(description);
        }
    }

    void peerHasEnded() {
        peerEnded = true;
    }

    void certificateIsRequested() {
        certificateRequested = true;
    }

    void certificateIsRefused() {
        certificateRefused = true;
    }

    void cipherIsNotCommon() {
        noCommonCipher = true;
    }

    boolean isDone() {
        return done;
    }

    boolean hasPeerEnded() {
        return peerEnded;
    }

    boolean isCertificateRequested() {
        return certificateRequested;
    }

    @Nullable
    TlsAlert alertSent() {
        return alertSent;
    }

    TlsFailure.Cause causeOfAlert() {
        if (certificateRefused) {
            return TlsFailure.Cause.CERTIFICATE_REFUSED;
        }
        if (alertSent == TlsAlert.PROTOCOL_VERSION) {
            return TlsFailure.Cause.NO_COMMON_VERSION;
        }
        return noCommonCipher ? TlsFailure.Cause.NO_COMMON_CIPHER : TlsFailure.Cause.OTHER;
    }

    LegParameters parameters(String authentication) {
        return new LegParameters(version, suite, groupName(), authentication, false, alpn);
    }

    private String groupName() {
        return switch (group) {
            case NO_GROUP -> "";
            case NamedGroup.X25519MLKEM768 -> "X25519MLKEM768";
            case NamedGroup.x25519 -> "x25519";
            default -> NamedGroup.getName(group);
        };
    }

    private static String version(int wireVersion) {
        for (TlsVersion known : TlsVersion.values()) {
            if (known.wireValue() == wireVersion) {
                return known.operatorName();
            }
        }
        return "0x%04x".formatted(wireVersion);
    }

    private static String suite(int wireValue) {
        for (CipherSuite known : CipherSuite.values()) {
            if (known.wireValue() == wireValue) {
                return known.name();
            }
        }
        return "0x%04x".formatted(wireValue);
    }
}
