package org.bumpwire.proxy;

import java.time.Duration;
import org.bumpwire.proxy.leg.Resumption;

/**
 * What both legs could resume at one moment.
 *
 * @param serverSessions sessions with servers that are kept
 * @param presentedCertificates certificates, with the protocol agreed on, whose clients get tickets
 * @param ticketKeyAge how long the newest ticket key has been in use
 * @param ticketKeys how many generations of ticket keys open a ticket
 */
public record ResumptionView(int serverSessions, long presentedCertificates, Duration ticketKeyAge, int ticketKeys) {
    static ResumptionView of(Resumption resumption) {
        return new ResumptionView(
                resumption.serverSessionsKept(),
                resumption.clientContextsKept(),
                resumption.ticketKeyAge(),
                resumption.ticketKeysAccepted());
    }
}
