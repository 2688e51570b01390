package org.bumpwire.proxy;

import java.time.Instant;
import org.bumpwire.proxy.learn.CopyReception;

/**
 * A client that rejected the copy of a site's certificate, as an operator sees it.
 *
 * @param evidence how it did so the last time
 * @param acceptedElsewhere copies of any site that the client took of late
 */
public record RejectionView(
        String profile,
        String policy,
        String client,
        String site,
        int times,
        String evidence,
        long acceptedElsewhere,
        String likelyCause,
        Instant last) {

    static RejectionView of(CopyReception.Explained explained) {
        var rejection = explained.rejection();
        return new RejectionView(
                rejection.profile(),
                rejection.policy(),
                rejection.client().getHostAddress(),
                rejection.site(),
                rejection.times(),
                rejection.evidence(),
                explained.acceptedElsewhere(),
                explained.likelyCause(),
                rejection.last());
    }
}
