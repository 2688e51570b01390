package org.bumpwire.shell.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bumpwire.config.pki.CertificateSubject;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.SigningCertificate;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SystemRecord;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryWatchTest {
    private static final String NAME = "certificates certificate \"WWW\" ";

    @TempDir
    private Path directory;

    private TestDevice device;

    @BeforeEach
    void open() throws Exception {
        device = new TestDevice(directory);
        KeyedCertificate made =
                SigningCertificate.generate(CertificateSubject.named("CA"), KeyAlgorithm.ECDSA, 256, 100, device.clock);
        ShellSession admin = device.console(new Typist());
        for (String name : List.of("WWW", "WWW_REPLACED")) {
            admin.execute("edit");
            admin.execute("certificates certificate %s chain %s private-key %s"
                    .formatted(name, device.vault.putChain(made.chain()), device.vault.putKey(made.privateKey())));
            admin.execute("commit");
        }
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void warnsOnceAtEachStageAndSaysOnceThatItExpired() {
        try (ExpiryWatch watch = watch()) {
            assertThat(noticesAfter(watch, 69)).isEmpty();
            assertThat(noticesAfter(watch, 1))
                    .containsExactly(NAME + "expires within 30 days, on 2027-03-03: replace it before");
            assertThat(noticesAfter(watch, 10)).isEmpty();
            assertThat(noticesAfter(watch, 13))
                    .containsExactly(NAME + "expires within 7 days, on 2027-03-03: replace it before");
            assertThat(noticesAfter(watch, 6))
                    .containsExactly(NAME + "expires within 1 day, on 2027-03-03: replace it before");
            assertThat(severities()).containsOnly(Severity.WARNING);
            assertThat(noticesAfter(watch, 2)).containsExactly(NAME + "expired on 2027-03-03: replace it");
            assertThat(severities()).endsWith(Severity.ERROR);
            assertThat(noticesAfter(watch, 30)).isEmpty();
        }
    }

    @Test
    void aRestartRepeatsNothingButGoesOn() {
        try (ExpiryWatch watch = watch()) {
            assertThat(noticesAfter(watch, 95)).singleElement().asString().contains("within 7 days");
        }
        try (ExpiryWatch watch = watch()) {
            assertThat(noticesAfter(watch, 1)).isEmpty();
            assertThat(noticesAfter(watch, 10)).singleElement().asString().contains("expired on");
        }
    }

    @Test
    void aCommitIsLookedAtAtOnceWithoutWaitingForTheNextRound() {
        try (ExpiryWatch watch = watch()) {
            device.store.subscribe(watch);
            device.clock.advance(Duration.ofDays(99));
            ShellSession admin = device.console(new Typist());
            admin.execute("edit");
            admin.execute("gen location Bern");
            admin.execute("commit");

            await().untilAsserted(() -> assertThat(records())
                    .extracting(SystemRecord::message)
                    .contains(NAME + "expires within 1 day, on 2027-03-03: replace it before"));
        }
    }

    private ExpiryWatch watch() {
        SystemJournal journal = new SystemJournal(device.journal, device.clock);
        journal.release();
        return new ExpiryWatch(
                device.store,
                device.vault,
                journal,
                device.clock,
                ExpiryNotices.in(directory.resolve("expiry-notices")));
    }

    private List<String> noticesAfter(ExpiryWatch watch, int days) {
        int before = records().size();
        device.clock.advance(Duration.ofDays(days));
        watch.look();
        return records().subList(before, records().size()).stream()
                .map(SystemRecord::message)
                .toList();
    }

    private List<Severity> severities() {
        return records().stream().map(SystemRecord::severity).toList();
    }

    private List<SystemRecord> records() {
        return device.journal.records.stream()
                .filter(SystemRecord.class::isInstance)
                .map(SystemRecord.class::cast)
                .toList();
    }
}
