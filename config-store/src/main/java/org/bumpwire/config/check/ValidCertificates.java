package org.bumpwire.config.check;

import java.time.Clock;
import java.time.Instant;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Identity;

/** Clients refuse what an expired certificate stands for. */
final class ValidCertificates implements Rule {
    private final Clock clock;

    ValidCertificates(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void check(ApplianceConfig config, Problems problems) {
        Instant now = clock.instant();
        for (Identity identity : config.certificates()) {
            Instant from = identity.certificate().getNotBefore().toInstant();
            Instant until = identity.certificate().getNotAfter().toInstant();
            String statement = "certificates certificate \"%s\"".formatted(identity.name());
            if (now.isAfter(until)) {
                problems.warn("%s has expired on %s".formatted(statement, until));
            } else if (now.isBefore(from)) {
                problems.warn("%s is not valid before %s".formatted(statement, from));
            }
        }
    }
}
