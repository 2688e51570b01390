package org.bumpwire.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one TLS session; written once, when the session has ended.
 *
 * @param direction "inbound" for server inspection, "outbound" for client inspection, "" where no policy matched
 * @param action the disposition as the log words it, such as "Inspected" or "Not decrypted"
 * @param reason the reason's code, one of the closed set of the proxy; "" for an inspected session that ended well
 * @param details what a person needs beyond the reason: leg, stage, alert, certificate depth, rule
 * @param presentedCertificate subject of the certificate that the client was shown
 * @param http the first request line with host and status, where clear-text HTTP/1.1 was seen
 * @param durationNanos from accept to close
 * @param revision the configuration revision under which the session was decided
 */
public record SslInspectionRecord(
        long timeNanos,
        long sessionId,
        String direction,
        Severity severity,
        String action,
        String reason,
        String details,
        String segment,
        String virtualSegment,
        String profile,
        String policy,
        String proxy,
        String presentedCertificate,
        @Nullable Leg clientLeg,
        @Nullable Leg serverLeg,
        String source,
        String destination,
        String sni,
        String serverCertificateSubject,
        String serverCertificateFingerprint,
        String serverCertificateIssuer,
        String http,
        long clientBytesIn,
        long clientBytesOut,
        long serverBytesIn,
        long serverBytesOut,
        long durationNanos,
        long revision)
        implements JournalRecord {

    /** What one leg negotiated, in IANA's names; empty where it never came so far. */
    public record Leg(String version, String cipher, String group, boolean resumed, String alpn) {}

    @Override
    public JournalName journal() {
        return JournalName.SSL_INSPECTION;
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("session", Long.toString(sessionId));
        fields.put("direction", direction);
        fields.put("severity", severity.operatorName());
        fields.put("action", action);
        putIfPresent(fields, "reason", reason);
        putIfPresent(fields, "details", details);
        putIfPresent(fields, "segment", segment);
        putIfPresent(fields, "virtualSegment", virtualSegment);
        putIfPresent(fields, "profile", profile);
        putIfPresent(fields, "policy", policy);
        putIfPresent(fields, "proxy", proxy);
        putIfPresent(fields, "presentedCertificate", presentedCertificate);
        putLeg(fields, "client", clientLeg);
        putLeg(fields, "server", serverLeg);
        fields.put("source", source);
        fields.put("destination", destination);
        putIfPresent(fields, "sni", sni);
        putIfPresent(fields, "serverCertificateSubject", serverCertificateSubject);
        putIfPresent(fields, "serverCertificateFingerprint", serverCertificateFingerprint);
        putIfPresent(fields, "serverCertificateIssuer", serverCertificateIssuer);
        putIfPresent(fields, "http", http);
        fields.put("clientBytesIn", Long.toString(clientBytesIn));
        fields.put("clientBytesOut", Long.toString(clientBytesOut));
        fields.put("serverBytesIn", Long.toString(serverBytesIn));
        fields.put("serverBytesOut", Long.toString(serverBytesOut));
        fields.put("durationMicros", Long.toString(durationNanos / 1_000));
        fields.put("revision", Long.toString(revision));
        return fields;
    }

    private static void putLeg(Map<String, String> fields, String side, @Nullable Leg leg) {
        if (leg == null) {
            return;
        }
        putIfPresent(fields, side + "Version", leg.version());
        putIfPresent(fields, side + "Cipher", leg.cipher());
        putIfPresent(fields, side + "Group", leg.group());
        fields.put(side + "Resumed", leg.resumed() ? "yes" : "no");
        putIfPresent(fields, side + "Alpn", leg.alpn());
    }

    private static void putIfPresent(Map<String, String> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.put(name, value);
        }
    }
}
