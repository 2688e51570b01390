package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;

/** A device holds at most a thousand certificates of servers (guide, chapter 7), each counted once. */
final class ServerCertificateLimit implements Rule {
    static final int MOST = 1_000;

    @Override
    public void check(ApplianceConfig config, Problems problems) {
        long count = config.sslInspection().servers().stream()
                .flatMap(s -> s.certificates().stream())
                .map(i -> i.certificate())
                .distinct()
                .count();
        if (count > MOST) {
            problems.add(
                    "sslinsp server: %d certificates are used, at most %d can be (use fewer)".formatted(count, MOST));
        }
    }
}
