package org.bumpwire.proxy.leg;

/** An alert of IANA's TLS Alerts registry. */
public enum TlsAlert {
    CLOSE_NOTIFY(0),
    UNEXPECTED_MESSAGE(10),
    BAD_RECORD_MAC(20),
    RECORD_OVERFLOW(22),
    HANDSHAKE_FAILURE(40),
    BAD_CERTIFICATE(42),
    UNSUPPORTED_CERTIFICATE(43),
    CERTIFICATE_REVOKED(44),
    CERTIFICATE_EXPIRED(45),
    CERTIFICATE_UNKNOWN(46),
    ILLEGAL_PARAMETER(47),
    UNKNOWN_CA(48),
    ACCESS_DENIED(49),
    DECODE_ERROR(50),
    DECRYPT_ERROR(51),
    PROTOCOL_VERSION(70),
    INSUFFICIENT_SECURITY(71),
    INTERNAL_ERROR(80),
    INAPPROPRIATE_FALLBACK(86),
    USER_CANCELED(90),
    NO_RENEGOTIATION(100),
    MISSING_EXTENSION(109),
    UNSUPPORTED_EXTENSION(110),
    UNRECOGNIZED_NAME(112),
    BAD_CERTIFICATE_STATUS_RESPONSE(113),
    UNKNOWN_PSK_IDENTITY(115),
    CERTIFICATE_REQUIRED(116),
    NO_APPLICATION_PROTOCOL(120),
    /** One that the registry did not have. */
    OTHER(-1);

    private static final int LEVEL_FATAL = 2;

    private final int code;

    TlsAlert(int code) {
        this.code = code;
    }

    public static TlsAlert of(int code) {
        for (TlsAlert alert : values()) {
            if (alert.code == code) {
                return alert;
            }
        }
        return OTHER;
    }

    /** The registry's description, such as "handshake_failure". */
    public String description() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** A record that carries this alert in clear text, as it must be while the client has only sent its ClientHello. */
    public byte[] clearRecord() {
        return new byte[] {21, 3, 1, 0, 2, LEVEL_FATAL, (byte) code};
    }
}
