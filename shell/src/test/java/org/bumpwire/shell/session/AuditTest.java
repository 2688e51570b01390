package org.bumpwire.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.journal.AuditRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {
    @TempDir
    private Path directory;

    private TestDevice device;
    private ShellSession session;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        session = device.ssh("admin", new Typist());
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void keepsWhoTypedWhatWhereAndHowItWent() {
        session.execute("edit");
        session.execute("sslinsp");
        session.execute("client enable");
        session.execute("client maybe");

        AuditRecord accepted = device.journal.audit().get(2);
        assertThat(accepted.user()).isEqualTo("admin");
        assertThat(accepted.address()).isEqualTo("192.0.2.9:50000");
        assertThat(accepted.session()).isEqualTo(session.id());
        assertThat(accepted.context()).isEqualTo("running-sslinsp");
        assertThat(accepted.command()).isEqualTo("client enable");
        assertThat(accepted.accepted()).isTrue();
        assertThat(accepted.timeNanos()).isEqualTo(TestDevice.NOW.getEpochSecond() * 1_000_000_000L);
        assertThat(device.journal.lastAudit().accepted()).isFalse();
        assertThat(device.journal.lastAudit().result()).contains("maybe");
    }

    @Test
    void keepsNoEmptyLine() {
        session.execute("");
        session.execute("# comment");

        assertThat(device.journal.audit()).isEmpty();
    }

    @Test
    void isOnDiskBeforeAChangeIsAnswered() {
        session.execute("edit");
        session.execute("gen location Bern");
        assertThat(device.journal.durable).isEmpty();

        session.execute("commit");

        assertThat(device.journal.durable).hasSize(1);
    }

    @Test
    void tellsOfChangesThatWereDroppedWithTheSession() {
        session.execute("edit");
        session.execute("gen location Bern");
        session.close();

        assertThat(device.journal.lastAudit().result()).isEqualTo("Uncommitted changes were dropped");
        assertThat(device.store.candidates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaa user bob password hunter2hunter2",
                "aaa user bob pass hunter2hunter2",
                "aaa user bob p hunter2hunter2",
                "aaa user bob pasword hunter2hunter2",
                "aaa user bob psasword hunter2hunter2",
                "user bob password hunter2hunter2",
                "aaa user bob password hunter2hunter2 role operator",
                "aaa user bob password \"hunter2hunter2",
                "certificates certificate W import pkcs12 /nowhere password hunter2hunter2",
                "certificates certificate W import pem /nowhere key /nowhere passwrd hunter2hunter2"
            })
    void keepsNoPasswordWhateverElseIsWrongWithTheLine(String line) {
        session.execute("edit");
        session.execute(line);

        AuditRecord record = device.journal.lastAudit();
        assertThat(record.command()).doesNotContain("hunter2").startsWith(line.substring(0, 4));
        assertThat(record.result()).doesNotContain("hunter2");
        assertThat(session.masked(line)).doesNotContain("hunter2");
    }

    @Test
    void keepsTheRestOfALineWithASecret() {
        session.execute("edit");
        session.execute("aaa user bob  password \"hunter2 hunter2\"");

        assertThat(device.journal.lastAudit().command()).isEqualTo("aaa user bob  password ********");
    }
}
