package org.bumpwire.proxy;

import java.time.Duration;
import org.bumpwire.proxy.leg.Resumption;

/**
 * What both legs could resume at one moment.
 *
 * @param serverSessions sessions with servers that are kept
 * @param ticketKeyAge how long the newest ticket key has been in use
 * @param ticketKeys how many generations of ticket keys open a ticket
 */
public record ResumptionView(int serverSessions, Duration ticketKeyAge, int ticketKeys) {
    static ResumptionView of(Resumption resumption) {
        return new ResumptionView(
                resumption.serverSessionsKept(), resumption.ticketKeyAge(), resumption.ticketKeysAccepted());
    }
}
