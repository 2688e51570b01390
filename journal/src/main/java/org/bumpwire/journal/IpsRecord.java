package org.bumpwire.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A filter that matched clear text.
 *
 * @param blocked whether the traffic was stopped; decides which of the two journals keeps the record
 * @param sessionId the session's number, as in the SSL inspection record
 * @param direction "client-to-server" or "server-to-client"
 * @param sslInspected whether the clear text came from a decrypted session
 */
public record IpsRecord(
        long timeNanos,
        boolean blocked,
        String filter,
        String ipsProfile,
        Severity severity,
        long sessionId,
        String segment,
        String virtualSegment,
        String source,
        String destination,
        String sni,
        String direction,
        boolean sslInspected,
        String detail)
        implements JournalRecord {
    @Override
    public JournalName journal() {
        return blocked ? JournalName.IPS_BLOCK : JournalName.IPS_ALERT;
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("action", blocked ? "block" : "permit");
        fields.put("filter", filter);
        fields.put("ipsProfile", ipsProfile);
        fields.put("severity", severity.operatorName());
        fields.put("session", Long.toString(sessionId));
        fields.put("segment", segment);
        fields.put("virtualSegment", virtualSegment);
        fields.put("source", source);
        fields.put("destination", destination);
        fields.put("sni", sni);
        fields.put("direction", direction);
        fields.put("sslInspected", sslInspected ? "yes" : "no");
        fields.put("detail", detail);
        return fields;
    }
}
