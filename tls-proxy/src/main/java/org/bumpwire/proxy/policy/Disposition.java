package org.bumpwire.proxy.policy;

/** What became of a session, in the words of the guide's chapter 2. */
public enum Disposition {
    INSPECTED("Inspected"),
    DECRYPTED_NOT_INSPECTED("Decrypted but not inspected"),
    NOT_DECRYPTED("Not decrypted"),
    BYPASSED("Bypassed"),
    BLOCKED("Blocked"),
    REFUSED("Refused"),
    FAILED("Failed");

    private final String logWording;

    Disposition(String logWording) {
        this.logWording = logWording;
    }

    /** As the session's log record has it. */
    public String logWording() {
        return logWording;
    }

    /** Whether the session went on with its bytes copied as they were, still encrypted. */
    public boolean leftEncrypted() {
        return this == NOT_DECRYPTED || this == BYPASSED;
    }
}
