package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.session.DataPlane.Answer;
import org.bumpwire.shell.session.DataPlane.Shown;
import org.bumpwire.shell.session.DataPlane.Step;
import org.bumpwire.shell.session.DataPlane.Treatment;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartingTest {
    private static final Shown SIGNED = new Shown("signing-certificate", List.of("S"));
    private static final Shown UNTRUSTED = new Shown("untrusted-certificate", List.of("U"));
    private static final Shown BLOCKED = new Shown("blocked", List.of());

    @TempDir
    private Path directory;

    private TestDevice device;
    private ShellSession olga;
    private Parting parting;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        ShellSession console = device.console(new Typist());
        for (String line : List.of(
                "edit",
                "sslinsp profile UNSEEN",
                "aaa user-group G except profile UNSEEN",
                "top",
                "aaa user olga user-group G",
                "commit")) {
            assertThat(console.execute(line).accepted()).as(line).isTrue();
        }
        olga = device.ssh("olga", new Typist());
        parting = new Parting(SeenObjects.by(olga));
    }

    @AfterEach
    void close() {
        olga.close();
        device.close();
    }

    @Test
    void findsNoDifferenceWhereThereIsNone() {
        assertThat(of(by("P", SIGNED, UNTRUSTED), by("P", SIGNED, UNTRUSTED), SeenFlows.Verdict.GOOD))
                .isEmpty();
        Answer ungoverned = new Answer(List.of(), "No policy matches", "");
        assertThat(parting.of(ungoverned, ungoverned, SeenFlows.Verdict.GOOD)).isEmpty();
    }

    @Test
    void doesNotTellWhichHiddenProfileDecides() {
        assertThat(of(by("P", SIGNED, UNTRUSTED), by("UNSEEN", SIGNED, UNTRUSTED), SeenFlows.Verdict.GOOD))
                .hasValue(new ImpactReport.Change(
                        true,
                        "Inspect: sslinsp profile P client-policy C",
                        "Inspect: sslinsp profile (hidden)",
                        "Another policy decides",
                        "sslinsp profile (hidden)"));
    }

    @Test
    void doesNotTellWhatAHiddenProfileSays() {
        Answer blocked = new Answer(
                List.of(new Step("Never-decrypt source", "sslinsp profile UNSEEN client-policy C", "yes, 10.0.0.0/8")),
                "Not decrypted",
                "bypassNeverDecrypt");

        assertThat(parting.of(new Answer(List.of(), "Inspect", ""), blocked, SeenFlows.Verdict.GOOD))
                .hasValue(new ImpactReport.Change(
                        false,
                        "Inspect",
                        "Not decrypted (bypassNeverDecrypt)",
                        "Never-decrypt source: yes",
                        "sslinsp profile (hidden)"));
    }

    @Test
    void asksWhatTheClientIsShownGivenWhatTheServerIsLike() {
        Answer before = by("P", SIGNED, UNTRUSTED);
        Answer after = by("P", SIGNED, BLOCKED);

        assertThat(of(before, after, SeenFlows.Verdict.GOOD)).isEmpty();
        assertThat(of(before, after, SeenFlows.Verdict.BAD))
                .hasValue(new ImpactReport.Change(
                        true,
                        "Inspect: untrusted-certificate U",
                        "Inspect: blocked",
                        "Another certificate is shown",
                        "sslinsp client-proxy X"));
    }

    private Optional<ImpactReport.Change> of(Answer before, Answer after, SeenFlows.Verdict verdict) {
        return parting.of(before, after, verdict);
    }

    private static Answer by(String profile, Shown good, Shown bad) {
        String policy = "sslinsp profile %s client-policy C".formatted(profile);
        return new Answer(
                List.of(new Step("Client policy matches", policy, "yes")),
                "Inspect",
                "",
                Optional.of(new Treatment(policy, "sslinsp client-proxy X", "", good, bad, bad)));
    }
}
