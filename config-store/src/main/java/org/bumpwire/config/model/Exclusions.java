package org.bumpwire.config.model;

import java.time.Duration;

/**
 * What exempts sessions from decryption beyond what the operator listed.
 *
 * @param sniTrust whether the host name in a ClientHello is enough for an exemption; else the server's certificate decides
 * @param timeToLive how long what was learned about a destination holds
 */
public record Exclusions(boolean sniTrust, Duration timeToLive, Learning learning) {
    /**
     * Sites that clients with a pinned certificate reject the copies of.
     *
     * @param failures rejections of one site that make it an exclusion
     * @param clients how many clients they must come from
     */
    public record Learning(boolean enabled, int failures, int clients, Scope scope) {}

    /** Whom a learned exclusion is for. */
    public enum Scope {
        CLIENT_AND_SITE,
        SITE
    }
}
