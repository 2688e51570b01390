package org.bumpwire.proxy.flow;

import java.util.Optional;
import org.bumpwire.journal.Severity;
import org.bumpwire.proxy.policy.Disposition;
import org.bumpwire.proxy.policy.Reason;

/**
 * What became of a flow in the end.
 *
 * @param reason empty for an inspected flow that ended well
 * @param details what a person needs beyond the reason
 */
public record Outcome(Disposition disposition, Optional<Reason> reason, String details) {
    static final Outcome INSPECTED = new Outcome(Disposition.INSPECTED, Optional.empty(), "");

    static Outcome of(Reason reason, String details) {
        return new Outcome(reason.disposition(), Optional.of(reason), details);
    }

    Severity severity() {
        return reason.map(Reason::severity).orElse(Severity.INFORMATIONAL);
    }
}
