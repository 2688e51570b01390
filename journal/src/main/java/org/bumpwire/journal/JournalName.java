package org.bumpwire.journal;

import java.util.Arrays;
import java.util.Optional;

/** The journals of the device, each a queue of its own on disk. */
public enum JournalName {
    SSL_INSPECTION("sslInspection", "One record for each TLS session that the device decided on"),
    SYSTEM("system", "What happened to the device itself"),
    AUDIT("audit", "Every command of every operator, with its result"),
    IPS_ALERT("ipsAlert", "Filters that matched and let the traffic pass"),
    IPS_BLOCK("ipsBlock", "Filters that matched and blocked the traffic");

    private final String operatorName;
    private final String help;

    JournalName(String operatorName, String help) {
        this.operatorName = operatorName;
        this.help = help;
    }

    public String operatorName() {
        return operatorName;
    }

    public String help() {
        return help;
    }

    public static Optional<JournalName> named(String operatorName) {
        return Arrays.stream(values())
                .filter(j -> j.operatorName.equals(operatorName))
                .findFirst();
    }
}
