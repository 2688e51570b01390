package org.bumpwire.proxy.pipeline;

import java.util.Optional;
import org.bumpwire.proxy.flow.Side;
import org.bumpwire.proxy.leg.HandshakeStage;
import org.bumpwire.proxy.leg.TlsAlert;
import org.bumpwire.proxy.leg.TlsFailure;
import org.bumpwire.proxy.policy.Reason;

/**
 * A handshake that failed, in the words of the session record.
 *
 * @param side whose handshake it was
 * @param stage how far it had come
 * @param certificateRequested whether the server had asked for a client certificate before
 */
record HandshakeFailure(Side side, TlsFailure cause, HandshakeStage stage, boolean certificateRequested) {

    Reason reason() {
        return switch (side) {
            case SERVER -> serverReason();
            case CLIENT -> clientReason();
        };
    }

    private Reason serverReason() {
        if (certificateRequested) {
            return Reason.SERVER_CERTIFICATE_REQUEST;
        }
        return switch (cause.origin()) {
            case TIMEOUT -> Reason.SERVER_HANDSHAKE_TIMEOUT;
            case CLOSED -> Reason.UPSTREAM_GONE;
            default -> Reason.SERVER_HANDSHAKE_FAILED;
        };
    }

    private Reason clientReason() {
        if (cause.alertReceived().map(HandshakeFailure::isAboutCertificate).orElse(false)) {
            return Reason.CLIENT_REJECTED_CERTIFICATE;
        }
        return switch (cause.origin()) {
            case TIMEOUT -> Reason.CLIENT_HANDSHAKE_TIMEOUT;
            case CLOSED -> Reason.CLIENT_GONE;
            case NO_COMMON_CIPHER -> Reason.REFUSED_NO_COMMON_CIPHER;
            case NO_COMMON_VERSION -> Reason.REFUSED_NO_COMMON_VERSION;
            default -> Reason.CLIENT_HANDSHAKE_FAILED;
        };
    }

    private static boolean isAboutCertificate(TlsAlert alert) {
        return switch (alert) {
            case BAD_CERTIFICATE,
                    UNSUPPORTED_CERTIFICATE,
                    CERTIFICATE_REVOKED,
                    CERTIFICATE_EXPIRED,
                    CERTIFICATE_UNKNOWN,
                    UNKNOWN_CA -> true;
            default -> false;
        };
    }

    /** How a client ended its handshake because of the certificate that it was shown; nothing if that was not why. */
    Optional<String> rejection() {
        if (clientReason() == Reason.CLIENT_REJECTED_CERTIFICATE) {
            return cause.alertReceived().map(alert -> "alert " + alert.description());
        }
        return cause.origin() == TlsFailure.Cause.CLOSED ? Optional.of("closed without an alert") : Optional.empty();
    }

    String details() {
        StringBuilder text = new StringBuilder("On the %s leg during the handshake: ".formatted(side.word()));
        text.append(cause.getMessage());
        cause.alertSent().ifPresent(alert -> text.append(", alert %s was sent".formatted(alert.description())));
        text.append(", ").append(stage.words());
        if (certificateRequested) {
            text.append(", after the server asked for a client certificate");
        }
        if (side == Side.SERVER) {
            text.append("; the client was sent alert ").append(passedOn().description());
        }
        return text.toString();
    }

    /** What the client hears of a failure with the server: the server's own answer where that could be meant for it. */
    TlsAlert passedOn() {
        if (cause.origin() == TlsFailure.Cause.TIMEOUT || cause.origin() == TlsFailure.Cause.CLOSED) {
            return TlsAlert.INTERNAL_ERROR;
        }
        return cause.alertReceived()
                .filter(alert -> switch (alert) {
                    case PROTOCOL_VERSION,
                            INSUFFICIENT_SECURITY,
                            UNRECOGNIZED_NAME,
                            NO_APPLICATION_PROTOCOL,
                            INTERNAL_ERROR,
                            ACCESS_DENIED -> true;
                    default -> false;
                })
                .orElse(TlsAlert.HANDSHAKE_FAILURE);
    }

    boolean alertReceived() {
        return cause.alertReceived().isPresent();
    }

    boolean alertSent() {
        return cause.alertSent().isPresent() || cause.origin() == TlsFailure.Cause.CERTIFICATE_REFUSED;
    }
}
