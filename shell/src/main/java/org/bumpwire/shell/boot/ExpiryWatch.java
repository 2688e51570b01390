package org.bumpwire.shell.boot;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.ConfigSubscriber;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.journal.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns in the System log 30, 7 and 1 days before a certificate expires, and says when it has (guide, chapter 11). */
final class ExpiryWatch implements ConfigSubscriber, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);
    private static final String COMPONENT = "certificates";
    private static final ConfigPath AT = ConfigPath.of("certificates");
    private static final List<Integer> WARNING_DAYS = List.of(1, 7, 30);
    /** Kept by a replacement for the record; that it expires is nobody's concern. */
    private static final String REPLACED = "_REPLACED";

    private final ConfigStore store;
    private final Vault vault;
    private final SystemJournal journal;
    private final Clock clock;
    private final ExpiryNotices told;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "certificate-expiry");
        thread.setDaemon(true);
        return thread;
    });

    ExpiryWatch(ConfigStore store, Vault vault, SystemJournal journal, Clock clock, ExpiryNotices told) {
        this.store = store;
        this.vault = vault;
        this.journal = journal;
        this.clock = clock;
        this.told = told;
    }

    /** Looks each hour from now on; besides at a start and after each commit. */
    void start() {
        var unused = timer.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.HOURS);
    }

    @Override
    public PreparedChange prepare(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        return new PreparedChange() {
            @Override
            public void apply() {
                timer.execute(ExpiryWatch.this::look);
            }

            @Override
            public void discard() {
                // Nothing was prepared.
            }
        };
    }

    /** Says of each certificate that runs what was not said before. */
    void look() {
        try {
            Set<String> present = new HashSet<>();
            ConfigTree tree = store.runningTree();
            look(tree, CertificatesContext.CERTIFICATE, CertificatesContext.CERTIFICATE_CHAIN, present);
            look(tree, CertificatesContext.CA_CERTIFICATE, CertificatesContext.CA_CHAIN, present);
            told.keepOnly(present);
        } catch (RuntimeException e) {
            LOG.error("The expiry of certificates could not be looked at", e);
        }
    }

    private void look(ConfigTree tree, ContextNode kind, LeafNode<String> chainLeaf, Set<String> present) {
        for (String name : tree.names(AT, kind)) {
            ConfigPath path = AT.child(kind, name);
            for (String id : tree.words(path, chainLeaf)) {
                present.add(id);
                if (!name.endsWith(REPLACED)) {
                    firstEnd(id).ifPresent(end -> tell(path, id, end));
                }
            }
        }
    }

    /** When the first of the chain that expires does. */
    private Optional<Instant> firstEnd(String id) {
        try {
            return vault.chain(id).stream()
                    .map(X509Certificate::getNotAfter)
                    .min(Comparator.naturalOrder())
                    .map(Date::toInstant);
        } catch (PkiException e) {
            // The configuration's own check says that it cannot be read.
            return Optional.empty();
        }
    }

    private void tell(ConfigPath path, String id, Instant end) {
        Duration left = Duration.between(clock.instant(), end);
        String day = end.atZone(ZoneOffset.UTC).toLocalDate().toString();
        if (left.isNegative()) {
            if (told.isNew(id, 0)) {
                journal.note(Severity.ERROR, COMPONENT, "%s expired on %s: replace it".formatted(path, day));
            }
            return;
        }
        for (int days : WARNING_DAYS) {
            if (left.compareTo(Duration.ofDays(days)) <= 0) {
                if (told.isNew(id, days)) {
                    journal.note(
                            Severity.WARNING,
                            COMPONENT,
                            "%s expires within %d day%s, on %s: replace it before"
                                    .formatted(path, days, days == 1 ? "" : "s", day));
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
