package org.bumpwire.shell.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.license.Feature;
import org.bumpwire.config.license.LicenseStore;
import org.bumpwire.config.license.LicenseStore.State;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.store.CommitCheck;
import org.bumpwire.journal.Severity;
import org.bumpwire.proxy.ProxyServer;
import org.bumpwire.proxy.policy.Permit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the data plane within the licence, whose end it warns of in the System log. A commit cannot turn on what is not
 * licensed; what was on already is no obstacle to other changes.
 */
final class LicenseWatch implements CommitCheck, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LicenseWatch.class);
    private static final String COMPONENT = "license";
    private static final List<Integer> WARNING_DAYS = List.of(1, 7, 30);
    private static final String HEAL = "import another licence: license import FILE";

    private final LicenseStore license;
    private final ProxyServer proxy;
    private final SystemJournal journal;
    private final Clock clock;
    private final ExpiryNotices told;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "license");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable Permit given;
    private @Nullable State last;

    LicenseWatch(LicenseStore license, ProxyServer proxy, SystemJournal journal, Clock clock, ExpiryNotices told) {
        this.license = license;
        this.proxy = proxy;
        this.journal = journal;
        this.clock = clock;
        this.told = told;
        license.follow(this::look);
    }

    /** Looks now, and every second from now on; answers what the operator should know, a line each. */
    List<String> start() {
        look();
        var unused = timer.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
        return stateNote(license.state()).stream().toList();
    }

    @Override
    public void check(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        SslInspection before = running.sslInspection();
        SslInspection after = next.sslInspection();
        require(Feature.CLIENT_INSPECTION, "client", before.clientEnabled(), after.clientEnabled(), problems);
        require(Feature.SERVER_INSPECTION, "server", before.serverEnabled(), after.serverEnabled(), problems);
        if (after.maxConnections() > license.maxConnections() && (after.clientEnabled() || after.serverEnabled())) {
            problems.warn("sslinsp limit max-connections: the licence allows %d, so no more are inspected at once"
                    .formatted(license.maxConnections()));
        }
    }

    private void require(Feature feature, String leaf, boolean wasOn, boolean on, Problems problems) {
        if (!on || license.features().contains(feature)) {
            return;
        }
        if (wasOn) {
            problems.warn(
                    "sslinsp %s is enabled, but the device is not licensed for %s now, so its sessions are bypassed (%s)"
                            .formatted(leaf, feature.title(), HEAL));
        } else {
            problems.add("sslinsp %s cannot be enabled: the device is not licensed for %s (%s)"
                    .formatted(leaf, feature.title(), HEAL));
        }
    }

    /** Tells the data plane and the operators what is new. */
    synchronized void look() {
        try {
            Set<Feature> licensed = license.features();
            Permit permit = new Permit(
                    licensed.contains(Feature.CLIENT_INSPECTION),
                    licensed.contains(Feature.SERVER_INSPECTION),
                    license.maxConnections());
            if (!permit.equals(given)) {
                proxy.permit(permit);
                boolean first = given == null;
                given = permit;
                if (!first || !permit.equals(Permit.EVERYTHING)) {
                    journal.note(Severity.NOTICE, COMPONENT, "The device is licensed for " + summary(licensed));
                }
            }
            tellOfState(license.state());
            license.license().until().ifPresent(this::warnOfEnd);
        } catch (RuntimeException e) {
            LOG.error("The licence could not be looked at", e);
        }
    }

    private String summary(Set<Feature> licensed) {
        if (licensed.isEmpty()) {
            return "no inspection: sessions are bypassed";
        }
        String features = licensed.stream().sorted().map(Feature::title).collect(Collectors.joining(" and "));
        return license.license()
                .maxConnections()
                .map(most -> "%s of at most %d sessions at once".formatted(features, most))
                .orElse(features);
    }

    private void tellOfState(State state) {
        if (state != last) {
            last = state;
            stateNote(state).ifPresent(note -> journal.note(Severity.ERROR, COMPONENT, note));
        }
    }

    private Optional<String> stateNote(State state) {
        return switch (state) {
            case VALID -> Optional.empty();
            case EXPIRED -> Optional.of("The licence has expired, so SSL inspection has stopped: " + HEAL);
            case NOT_YET_VALID -> Optional.of("The licence is not valid yet, so there is no SSL inspection: " + HEAL);
            case DAMAGED -> Optional.of("%s, so there is no SSL inspection: %s".formatted(license.fault(), HEAL));
        };
    }

    private void warnOfEnd(Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        for (int days : WARNING_DAYS) {
            if (!left.isNegative() && left.compareTo(Duration.ofDays(days)) <= 0) {
                if (told.isNew(license.license().serial() + "@" + end, days)) {
                    journal.note(
                            Severity.WARNING,
                            COMPONENT,
                            "The licence expires within %d day%s, at %s: %s"
                                    .formatted(days, days == 1 ? "" : "s", end, HEAL));
                }
                return;
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
