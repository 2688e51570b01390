package org.bumpwire.config.access;

/**
 * One thing that a role may let its users do (guide, chapter 9), with what the built-in roles may.
 *
 * <p>The administrator may everything. Statements say in the schema which capability they need, commands say so
 * themselves.
 */
public enum Capability {
    /** Every role has it, since without it nobody could even leave. */
    LOOK("status", Grant.WRITE, Grant.WRITE, "See version, health and who is here"),
    CONFIGURE("configure", Grant.WRITE, Grant.NONE, "Enter edit mode, commit, roll back and save"),
    OPERATE("operate", Grant.WRITE, Grant.NONE, "Clear what was counted and learned, write files"),
    CONTROL_DEVICE("device-control", Grant.NONE, Grant.NONE, "Stop or restart the device"),
    DEVICE_SETTINGS("device-settings", Grant.WRITE, Grant.READ, "The device itself: name, banner, SSH, size of logs"),
    MANAGE_USERS("users", Grant.READ, Grant.READ, "Users, roles and user groups, up to one's own capabilities"),
    AUTHENTICATION("authentication", Grant.READ, Grant.READ, "Rules for logging in, and authentication servers"),
    ASSERTS("asserts", Grant.READ, Grant.READ, "What every commit must leave as it is"),
    SEGMENTS("segments", Grant.WRITE, Grant.READ, "Segments and virtual segments"),
    IPS("ips", Grant.WRITE, Grant.READ, "Filters on clear text"),
    SSL_SETTINGS("ssl-settings", Grant.WRITE, Grant.READ, "TLS inspection of the whole device"),
    SSL_PROFILES("ssl-profiles", Grant.WRITE, Grant.READ, "Profiles with their server and client policies"),
    SSL_SERVERS("ssl-servers", Grant.WRITE, Grant.READ, "Server proxies"),
    SSL_CLIENT_PROXIES("ssl-client-proxies", Grant.WRITE, Grant.READ, "Client proxies"),
    SSL_DECRYPTION_POLICIES("ssl-decryption-policies", Grant.WRITE, Grant.READ, "Sites that are exempt"),
    SSL_TRUST_STORES("ssl-trust-stores", Grant.WRITE, Grant.READ, "CAs that vouch for servers"),
    LOCK_SSL_FILTER(
            "lock-ssl-filter", Grant.NONE, Grant.NONE, "Lock and unlock policies, change those that are locked"),
    DEVICE_CERTIFICATES("device-certificates", Grant.WRITE, Grant.READ, "Certificates and CA certificates"),
    MANAGE_KEYS("certificate-keys", Grant.READ, Grant.READ, "Import, generate, replace and export private keys"),
    SSL_LOG("ssl-log", Grant.WRITE, Grant.READ, "The log of TLS sessions, of all, whatever the user group reaches"),
    SSL_EVENTS("ssl-events", Grant.WRITE, Grant.READ, "Sessions, failures, counters, alert and block logs"),
    SYSTEM_LOG("system-log", Grant.WRITE, Grant.READ, "What happened to the device itself"),
    AUDIT_LOG("audit-log", Grant.READ, Grant.READ, "Who did what");

    private final String word;
    private final Grant operator;
    private final Grant readOnly;
    private final String help;

    Capability(String word, Grant operator, Grant readOnly, String help) {
        this.word = word;
        this.operator = operator;
        this.readOnly = readOnly;
        this.help = help;
    }

    /** As the configuration and refusals write it. */
    public String word() {
        return word;
    }

    /** What the built-in operator has of it. */
    public Grant ofOperator() {
        return operator;
    }

    /** What the built-in reader has of it. */
    public Grant ofReader() {
        return readOnly;
    }

    /** One line for an operator. */
    public String help() {
        return help;
    }
}
