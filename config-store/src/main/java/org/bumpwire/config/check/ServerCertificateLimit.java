package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;

/** A device holds only so many certificates of servers, each counted once. */
final class ServerCertificateLimit implements Rule {
    private final int most;

    ServerCertificateLimit(int most) {
        this.most = most;
    }

    @Override
    public void check(ApplianceConfig config, Problems problems) {
        long count = config.sslInspection().servers().stream()
                .flatMap(s -> s.certificates().stream())
                .map(i -> i.certificate())
                .distinct()
                .count();
        if (count > most) {
            problems.add(
                    "sslinsp server: %d certificates are used, at most %d can be (use fewer)".formatted(count, most));
        }
    }
}
