package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Identity;

/** A device holds only so many certificates besides its signing ones, duplicates counted once. */
final class CertificateLimit implements Rule {
    private final int most;

    CertificateLimit(int most) {
        this.most = most;
    }

    @Override
    public void check(ApplianceConfig config, Problems problems) {
        long count = config.certificates().stream()
                .map(Identity::certificate)
                .filter(certificate -> certificate.getBasicConstraints() < 0)
                .distinct()
                .count();
        if (count > most) {
            problems.add(
                    "certificates certificate: there are %d besides signing certificates, at most %d can be (delete some)"
                            .formatted(count, most));
        }
    }
}
