package org.bumpwire.proxy.leg;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A TLS leg came to a bad end; it carries no stack, for its cause is a peer's and stands in the message. */
public final class TlsFailure extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int SSL_LIBRARY = 16;
    private static final int ALERT_REASONS = 1000;

    private final Cause origin;
    private final @Nullable TlsAlert alertReceived;
    private final @Nullable TlsAlert alertSent;

    private TlsFailure(Cause origin, String message, @Nullable TlsAlert alertReceived, @Nullable TlsAlert alertSent) {
        super(message, null, false, false);
        this.origin = origin;
        this.alertReceived = alertReceived;
        this.alertSent = alertSent;
    }

    /** What ended the leg, as far as counters tell it apart. */
    public enum Cause {
        TIMEOUT,
        CLOSED,
        NO_COMMON_CIPHER,
        NO_COMMON_VERSION,
        CERTIFICATE_REFUSED,
        SESSION_REFUSED,
        OTHER
    }

    static TlsFailure timeout() {
        return new TlsFailure(Cause.TIMEOUT, "Timed out", null, null);
    }

    static TlsFailure closed() {
        return new TlsFailure(Cause.CLOSED, "Connection closed", null, null);
    }

    static TlsFailure broken(String message) {
        return new TlsFailure(Cause.CLOSED, message, null, null);
    }

    /** The engine does not even begin. */
    static TlsFailure ofEngine(String message, TlsAlert alertSent) {
        return new TlsFailure(Cause.OTHER, message, null, alertSent);
    }

    static TlsFailure weak(String message, TlsAlert alertSent) {
        return new TlsFailure(Cause.OTHER, message, null, alertSent);
    }

    /** The certificate behind a session that a server resumed; the engine sends no alert after a handshake. */
    static TlsFailure sessionRefused() {
        return new TlsFailure(Cause.SESSION_REFUSED, "Certificate of the resumed session refused", null, null);
    }

    /**
     * Reads an entry of BoringSSL's error queue.
     *
     * @param text as the library words it: fields between colons, the last one names the reason
     */
    static TlsFailure ofLibrary(int code, String text, @Nullable TlsAlert alertSent) {
        String reason = text.substring(text.lastIndexOf(':') + 1);
        String words = reason.toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean isAlert = (code >> 24 & 0xFF) == SSL_LIBRARY && (code & 0xFFF) >= ALERT_REASONS;
        if (isAlert) {
            return alerted(TlsAlert.of((code & 0xFFF) - ALERT_REASONS), alertSent);
        }
        return new TlsFailure(cause(reason), words.isBlank() ? "TLS failed" : "TLS failed: " + words, null, alertSent);
    }

    /** The same failure, when the engine could not read the alert that the peer gave as the reason. */
    TlsFailure becauseOf(TlsAlert alert) {
        return alertReceived == null ? alerted(alert, alertSent) : this;
    }

    /** The engine refused what the peer sent. */
    static TlsFailure refusing(Cause origin, String words, @Nullable TlsAlert alertSent) {
        return new TlsFailure(origin, "TLS failed: " + words, null, alertSent);
    }

    static TlsFailure alerted(TlsAlert received, @Nullable TlsAlert sent) {
        return new TlsFailure(Cause.OTHER, "Peer sent alert " + received.description(), received, sent);
    }

    private static Cause cause(String reason) {
        return switch (reason) {
            case "NO_SHARED_CIPHER", "WRONG_CIPHER_RETURNED", "UNKNOWN_CIPHER_RETURNED", "NO_CIPHERS_AVAILABLE" ->
                Cause.NO_COMMON_CIPHER;
            case "UNSUPPORTED_PROTOCOL", "WRONG_SSL_VERSION", "NO_SUPPORTED_VERSIONS_ENABLED" ->
                Cause.NO_COMMON_VERSION;
            case "CERTIFICATE_VERIFY_FAILED" -> Cause.CERTIFICATE_REFUSED;
            default -> Cause.OTHER;
        };
    }

    public Cause origin() {
        return origin;
    }

    public Optional<TlsAlert> alertReceived() {
        return Optional.ofNullable(alertReceived);
    }

    /** The alert that the engine sent for it, where that was in clear text. */
    public Optional<TlsAlert> alertSent() {
        return Optional.ofNullable(alertSent);
    }
}
