package org.bumpwire.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One command of one operator, accepted or refused; secrets in {@code command} are masked before it comes here.
 *
 * @param address where the operator sits: an IP address and port, or "console"
 * @param session number of the shell session
 */
public record AuditRecord(
        long timeNanos,
        String user,
        String address,
        long session,
        String context,
        String command,
        boolean accepted,
        String result)
        implements JournalRecord {
    @Override
    public JournalName journal() {
        return JournalName.AUDIT;
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("user", user);
        fields.put("address", address);
        fields.put("session", Long.toString(session));
        fields.put("context", context);
        fields.put("command", command);
        fields.put("outcome", accepted ? "accepted" : "refused");
        fields.put("result", result);
        return fields;
    }
}
