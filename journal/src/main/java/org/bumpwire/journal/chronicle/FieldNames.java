package org.bumpwire.journal.chronicle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Short numbers for the names of fields; a name without a number is stored in full. */
final class FieldNames {
    /** On disk is the position: add at the end, never move or remove. */
    private static final List<String> NAMES = List.of(
            "session",
            "direction",
            "severity",
            "action",
            "reason",
            "details",
            "segment",
            "virtualSegment",
            "profile",
            "policy",
            "proxy",
            "presentedCertificate",
            "clientVersion",
            "clientCipher",
            "clientGroup",
            "clientResumed",
            "clientAlpn",
            "serverVersion",
            "serverCipher",
            "serverGroup",
            "serverResumed",
            "serverAlpn",
            "source",
            "destination",
            "sni",
            "serverCertificateSubject",
            "serverCertificateFingerprint",
            "serverCertificateIssuer",
            "http",
            "clientBytesIn",
            "clientBytesOut",
            "serverBytesIn",
            "serverBytesOut",
            "durationMicros",
            "revision",
            "user",
            "address",
            "context",
            "command",
            "outcome",
            "result",
            "component",
            "message",
            "filter",
            "ipsProfile",
            "sslInspected",
            "detail");

    static final int HIGHEST_NUMBER = NAMES.size();
    private static final Map<String, Integer> NUMBERS = numbers();

    /** Counts from 1; 0 when the name has no number. */
    static int number(String name) {
        return NUMBERS.getOrDefault(name, 0);
    }

    /** The name with a number from 1 to {@link #HIGHEST_NUMBER}. */
    static String name(int number) {
        return NAMES.get(number - 1);
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < NAMES.size(); i++) {
            numbers.put(NAMES.get(i), i + 1);
        }
        return numbers;
    }

    private FieldNames() {}
}
