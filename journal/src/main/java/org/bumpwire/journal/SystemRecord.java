package org.bumpwire.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Something that happened to the device itself: {@code component} says to which part. */
public record SystemRecord(long timeNanos, Severity severity, String component, String message)
        implements JournalRecord {
    @Override
    public JournalName journal() {
        return JournalName.SYSTEM;
    }

    @Override
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("severity", severity.operatorName());
        fields.put("component", component);
        fields.put("message", message);
        return fields;
    }
}
