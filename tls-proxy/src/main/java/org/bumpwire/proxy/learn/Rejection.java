package org.bumpwire.proxy.learn;

import java.net.InetAddress;
import java.time.Instant;

/**
 * A client that rejected the copy of a site's certificate.
 *
 * @param site host name, or address and port
 * @param times how often
 * @param accepted how often the client took the same copy nevertheless
 * @param evidence how it rejected the last time
 */
public record Rejection(
        String profile,
        String policy,
        InetAddress client,
        String site,
        int times,
        int accepted,
        String evidence,
        Instant last) {

    Rejection again(String how, Instant when) {
        return new Rejection(profile, policy, client, site, times + 1, accepted, how, when);
    }

    Rejection butAccepted() {
        return new Rejection(profile, policy, client, site, times, accepted + 1, evidence, last);
    }

    /**
     * What explains it best.
     *
     * @param acceptedElsewhere how many copies of any site the client took lately
     * @param rejectedSites how many sites it rejected
     */
    public String likelyCause(long acceptedElsewhere, int rejectedSites) {
        if (accepted > 0) {
            return "One of the client's applications pins the site or has CAs of its own: others accept it";
        }
        if (acceptedElsewhere > 0) {
            return "Client pins the site: it accepts others";
        }
        return rejectedSites > 1
                ? "Client does not trust the signing CA: it rejects every site"
                : "Client does not trust the signing CA, or pins the site: it has accepted no copy yet";
    }
}
