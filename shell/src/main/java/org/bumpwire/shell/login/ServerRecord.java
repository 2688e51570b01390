package org.bumpwire.shell.login;

import java.time.Instant;
import java.util.Optional;

/**
 * How one server has answered since the device started.
 *
 * @param asideUntil until when it is asked last, because it did not answer
 * @param lastFault why it did not answer the last time that it did not; empty if it always did
 */
public record ServerRecord(
        long accepted, long rejected, long unanswered, Optional<Instant> asideUntil, String lastFault) {
    static final ServerRecord NEW = new ServerRecord(0, 0, 0, Optional.empty(), "");

    ServerRecord with(ServerAnswer answer, Instant aside) {
        if (answer instanceof ServerAnswer.None none) {
            return new ServerRecord(accepted, rejected, unanswered + 1, Optional.of(aside), none.why());
        }
        return answer instanceof ServerAnswer.Accepted
                ? new ServerRecord(accepted + 1, rejected, unanswered, Optional.empty(), lastFault)
                : new ServerRecord(accepted, rejected + 1, unanswered, Optional.empty(), lastFault);
    }

    boolean isAside(Instant now) {
        return asideUntil.filter(now::isBefore).isPresent();
    }
}
