package org.bumpwire.proxy.policy;

import static org.bumpwire.journal.Severity.CRITICAL;
import static org.bumpwire.journal.Severity.ERROR;
import static org.bumpwire.journal.Severity.INFORMATIONAL;
import static org.bumpwire.journal.Severity.NOTICE;
import static org.bumpwire.journal.Severity.WARNING;
import static org.bumpwire.proxy.policy.Disposition.BLOCKED;
import static org.bumpwire.proxy.policy.Disposition.BYPASSED;
import static org.bumpwire.proxy.policy.Disposition.DECRYPTED_NOT_INSPECTED;
import static org.bumpwire.proxy.policy.Disposition.FAILED;
import static org.bumpwire.proxy.policy.Disposition.INSPECTED;
import static org.bumpwire.proxy.policy.Disposition.NOT_DECRYPTED;
import static org.bumpwire.proxy.policy.Disposition.REFUSED;

import org.bumpwire.journal.Severity;

/**
 * Why a session did not simply get inspected: the closed set of the counters, the journal and {@code explain}.
 *
 * <p>Each code is also the name of a counter: in npTcpProxyStats of reasons that come before any policy matches, in
 * npSslInspStats of all others but those of disposition inspected.
 */
public enum Reason {
    REFUSED_NO_COMMON_CIPHER(
            "refusedNoCommonCipher", REFUSED, WARNING, "Client and proxy have no cipher suite in common"),
    REFUSED_NO_COMMON_VERSION(
            "refusedNoCommonVersion", REFUSED, WARNING, "Client and proxy have no protocol version in common"),
    REFUSED_COMPRESSION(
            "refusedCompression", REFUSED, WARNING, "Client insists on TLS compression, which is never negotiated"),
    REFUSED_CLEARTEXT(
            "refusedCleartext", REFUSED, WARNING, "Client sent something other than TLS to a port that is inspected"),

    BYPASS_LICENSE("bypassLicense", BYPASSED, NOTICE, "Device is not licensed for this inspection, or not any more"),
    BYPASS_MAX_CONNECTIONS(
            "bypassMaxConnections", BYPASSED, WARNING, "As many sessions are under inspection as the limit allows"),
    BYPASS_SOURCE_EXCEPTION(
            "bypassSourceException", BYPASSED, INFORMATIONAL, "Client is a source exception of the server policy"),
    BYPASS_NEVER_DECRYPT_SOURCE(
            "bypassNeverDecryptSource",
            NOT_DECRYPTED,
            INFORMATIONAL,
            "Client is a never-decrypt source of the client policy"),
    BYPASS_REQUIREMENTS(
            "bypassRequirements", BYPASSED, NOTICE, "Client does not speak TLS, so there is nothing to decrypt"),
    BYPASS_DOMAIN("bypassDomain", NOT_DECRYPTED, INFORMATIONAL, "Decryption policy exempts the domain"),
    BYPASS_CATEGORY(
            "bypassCategory", NOT_DECRYPTED, INFORMATIONAL, "Decryption policy exempts a category of the domain"),
    BYPASS_LEARNED(
            "bypassLearned", NOT_DECRYPTED, NOTICE, "Device has learned that the destination is not to be decrypted"),

    EXEMPT_CERTIFICATE(
            "exemptCertificate",
            DECRYPTED_NOT_INSPECTED,
            INFORMATIONAL,
            "Server's certificate turned out to be for an exempt domain"),

    BLOCK_INVALID_CERT("blockInvalidCert", BLOCKED, ERROR, "Server's certificate is invalid"),
    BLOCK_REVOKED_CERT("blockRevokedCert", BLOCKED, ERROR, "Server's certificate was revoked"),
    BLOCK_EXPIRED_CERT("blockExpiredCert", BLOCKED, ERROR, "Server's certificate has expired or is not yet valid"),
    BLOCK_UNTRUSTED_CERT(
            "blockUntrustedCert", BLOCKED, ERROR, "No CA of the trust store vouches for the server's certificate"),
    BLOCK_SHORT_KEY("blockShortKey", BLOCKED, ERROR, "Server's certificate chain has a key that is too short"),
    BLOCK_MISSING_KEY(
            "blockMissingKey",
            BLOCKED,
            ERROR,
            "Device has lost the private key that it needs, for it was in memory only"),
    BLOCK_MAX_CONNECTIONS(
            "blockMaxConnections", BLOCKED, ERROR, "As many sessions are under inspection as the limit allows"),
    BLOCK_CERTIFICATE_REQUEST(
            "blockCertificateRequest",
            BLOCKED,
            WARNING,
            "Server asks for a client certificate, which the policy blocks"),
    BLOCK_FILTER("blockFilter", BLOCKED, WARNING, "A filter blocked the clear text"),

    REQUEST_MALFORMED(
            "requestMalformed", FAILED, NOTICE, "Client of an explicit segment did not ask for a destination properly"),
    REQUEST_TIMEOUT(
            "requestTimeout", FAILED, NOTICE, "Client of an explicit segment did not ask for a destination in time"),
    DESTINATION_UNKNOWN(
            "originalDestinationMissing", FAILED, ERROR, "Kernel did not tell where the connection was going"),
    DESTINATION_LOOP("destinationLoop", FAILED, ERROR, "Connection was going to the device itself"),
    NAME_NOT_RESOLVED("nameNotResolved", FAILED, NOTICE, "No address was found for the name the client asked for"),
    HELLO_TIMEOUT("helloTimeout", FAILED, NOTICE, "Client did not send a whole ClientHello in time"),
    HELLO_MALFORMED("helloMalformed", FAILED, WARNING, "Client's ClientHello breaks the protocol"),
    HELLO_TOO_LARGE("helloTooLarge", FAILED, WARNING, "Client's ClientHello is larger than the device accepts"),
    CLIENT_GONE("clientGone", FAILED, NOTICE, "Client left before its session was established"),
    UPSTREAM_REFUSED("upstreamRefused", FAILED, NOTICE, "Server refused the TCP connection"),
    UPSTREAM_UNREACHABLE("upstreamUnreachable", FAILED, NOTICE, "No way was found to the server"),
    UPSTREAM_TIMEOUT("upstreamTimeout", FAILED, NOTICE, "Server did not answer the TCP connection in time"),
    UPSTREAM_GONE("upstreamGone", FAILED, NOTICE, "Server left before the session was established"),
    SERVER_HANDSHAKE_FAILED("serverHandshakeFailed", FAILED, WARNING, "TLS handshake with the server failed"),
    SERVER_HANDSHAKE_TIMEOUT(
            "serverHandshakeTimeout", FAILED, WARNING, "TLS handshake with the server did not end in time"),
    SERVER_PARAMETERS_REFUSED(
            "serverParametersRefused", FAILED, WARNING, "Server negotiated what the proxy does not allow"),
    SERVER_CERTIFICATE_REQUEST(
            "serverCertificateRequest",
            FAILED,
            WARNING,
            "Server did not accept the answer to its request for a client certificate"),
    CLIENT_HANDSHAKE_FAILED("clientHandshakeFailed", FAILED, WARNING, "TLS handshake with the client failed"),
    CLIENT_HANDSHAKE_TIMEOUT(
            "clientHandshakeTimeout", FAILED, WARNING, "TLS handshake with the client did not end in time"),
    CLIENT_REJECTED_CERTIFICATE(
            "clientRejectedCertificate",
            FAILED,
            WARNING,
            "Client rejected the device's certificate: it does not trust the signing CA, or pins the site's own"),
    MINT_FAILED("mintFailed", FAILED, CRITICAL, "Device could not sign a copy of the server's certificate"),
    INTERNAL_ERROR("internalError", FAILED, CRITICAL, "Device made a mistake, which its own log describes"),
    DEVICE_STOPPED("deviceStopped", FAILED, NOTICE, "Device stopped while the session was open"),

    SIGNED_INVALID_CERT(
            "signedInvalidCert", INSPECTED, WARNING, "Server's certificate is invalid, so the untrusted CA signed"),
    SIGNED_REVOKED_CERT(
            "signedRevokedCert", INSPECTED, WARNING, "Server's certificate was revoked, so the untrusted CA signed"),
    SIGNED_EXPIRED_CERT(
            "signedExpiredCert",
            INSPECTED,
            WARNING,
            "Server's certificate has expired or is not yet valid, so the untrusted CA signed"),
    SIGNED_UNTRUSTED_CERT(
            "signedUntrustedCert",
            INSPECTED,
            WARNING,
            "No CA of the trust store vouches for the server's certificate, so the untrusted CA signed"),
    SIGNED_SHORT_KEY(
            "signedShortKey",
            INSPECTED,
            WARNING,
            "Server's certificate chain has a key that is too short, so the untrusted CA signed"),
    IDLE_TIMEOUT("idleTimeout", INSPECTED, INFORMATIONAL, "Session was closed because nothing was sent for too long"),
    TRUNCATED("truncated", INSPECTED, NOTICE, "One side ended without TLS close_notify, which the other was shown");

    private final String code;
    private final Disposition disposition;
    private final Severity severity;
    private final String help;

    Reason(String code, Disposition disposition, Severity severity, String help) {
        this.code = code;
        this.disposition = disposition;
        this.severity = severity;
        this.help = help;
    }

    /** As in the journal's {@code reason} field, and where it is counted the counter's name. */
    public String code() {
        return code;
    }

    public Disposition disposition() {
        return disposition;
    }

    public Severity severity() {
        return severity;
    }

    /** One sentence for the operator. */
    public String help() {
        return help;
    }

    /** Whether it ends a connection before a policy could match it, so that npTcpProxyStats counts it. */
    public boolean beforeMatch() {
        return switch (this) {
            case REQUEST_MALFORMED, REQUEST_TIMEOUT, DESTINATION_UNKNOWN, DESTINATION_LOOP, NAME_NOT_RESOLVED -> true;
            default -> false;
        };
    }

    /** Whether npSslInspStats has a counter of this name. */
    public boolean counted() {
        return disposition != INSPECTED && !beforeMatch();
    }
}
