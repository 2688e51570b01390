package org.bumpwire.shell.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.bumpwire.config.pki.CertificatePem;
import org.bumpwire.config.pki.CertificateSubject;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.SigningCertificate;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineShellTest {
    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";

    @TempDir
    private Path directory;

    private final PipedOutputStream keys = new PipedOutputStream();
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private TestDevice device;
    private @Nullable LineShell shell;
    private @Nullable Thread thread;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
    }

    @AfterEach
    void close() throws InterruptedException {
        device.close();
        if (thread != null) {
            thread.join(10_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    void runsWhatIsTyped() throws IOException {
        start(80, 24);
        type("show version\r");

        sees("Bumpwire  0.1.0");
        sees("bumpwire{} ");
    }

    @Test
    void completesWithTab() throws IOException {
        start(80, 24);
        type("sho\tver\t\r");

        sees("Bumpwire  0.1.0");
    }

    @Test
    void helpsAtOnceWithoutEndingTheLine() throws IOException {
        start(80, 24);
        type("show ver?");
        sees("version  The device's software");

        type("\r");

        sees("Bumpwire  0.1.0");
    }

    @Test
    void takesAQuestionMarkInQuotesAsItIs() throws IOException {
        start(80, 24);
        type("edit\rgen location \"where?\"\rcommit\r");

        sees("Committed revision ");
        assertThat(device.store.running().general().location()).isEqualTo("where?");
    }

    @Test
    void cancelsALineWithCtrlC() throws IOException {
        start(80, 24);
        type("halt");
        sees("bumpwire{} halt");

        type(CTRL_C);
        sees("^C");
        type("show version\r");

        sees("Bumpwire  0.1.0");
        assertThat(device.stopped).isFalse();
    }

    @Test
    void stopsARunningCommandWithCtrlC() throws IOException {
        start(80, 24);
        type("monitor log system\r");
        await().until(device.journal::isFollowed);

        type(CTRL_C);
        await().until(() -> !device.journal.isFollowed());
        type("show version\r");

        sees("Bumpwire  0.1.0");
    }

    @Test
    void leavesAMonitorWithQ() throws IOException {
        start(80, 24);
        type("monitor log system\r");
        await().until(device.journal::isFollowed);

        type("q");

        await().until(() -> !device.journal.isFollowed());
    }

    @Test
    void pagesALongAnswer() throws IOException {
        start(80, 10);
        type("help\r");
        sees("--More--");
        assertThat(text()).doesNotContain("up       ");

        type("qshow version\r");

        sees("Bumpwire  0.1.0");
        assertThat(text()).doesNotContain("Tab completes, a unique");
    }

    @Test
    void doesNotPageWhereNobodyWantsIt() throws IOException {
        start(80, 10);
        type("help | no-more\r");

        sees("Tab completes, a unique");
        assertThat(text()).doesNotContain("--More--");
    }

    @Test
    void followsTheWindow() throws IOException {
        start(200, 24);
        type("show users\r");
        sees("Session  User");

        shell().resize(30, 24);
        type("show users\r");

        sees("From     console");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "5,2", "500,200"})
    void worksInAWindowOfAnySize(int columns, int rows) throws IOException {
        start(columns, rows);
        type("show version | no-more\r");
        await().until(() ->
                device.journal.audit().stream().anyMatch(r -> r.command().startsWith("show version")));

        type("logout\r");

        await().until(() -> !thread().isAlive());
    }

    @Test
    void leavesWithCtrlD() throws IOException {
        start(80, 24);
        sees("bumpwire{} ");
        type(CTRL_D);

        await().until(() -> !thread().isAlive());
        assertThat(device.sessions.list()).isEmpty();
    }

    @Test
    void asksBeforeCtrlDDropsChanges() throws IOException {
        start(80, 24);
        type("edit\rgen location Bern\r" + CTRL_D);
        sees("Drop the uncommitted changes? [y/N]");

        type("n\rcommit\r");

        sees("Committed revision ");
    }

    @Test
    void endsWhenHungUp() throws IOException {
        start(80, 24);
        sees("bumpwire{} ");

        shell().hangup();

        await().atMost(Duration.ofSeconds(5)).until(() -> !thread().isAlive());
    }

    @Test
    void endsWhenHungUpWhileACommandRuns() throws IOException {
        start(80, 24);
        type("monitor log system\r");
        await().until(device.journal::isFollowed);

        shell().hangup();

        await().atMost(Duration.ofSeconds(5)).until(() -> !thread().isAlive());
        assertThat(device.journal.isFollowed()).isFalse();
    }

    @Test
    void endsWhenTheOtherSideIsGone() throws IOException {
        start(80, 24);
        sees("bumpwire{} ");

        keys.close();

        await().atMost(Duration.ofSeconds(5)).until(() -> !thread().isAlive());
    }

    @Test
    void namesTheBadLinesOfAPaste() throws IOException {
        start(120, 40);
        type("\u001b[200~edit\rgen location Bern\rgen locatoin Bern\rcommit\r\u001b[201~\r");

        sees("line 3: error: ");
        sees("line 4: error: Nothing was committed, for line 3 was refused");
    }

    @Test
    void readsAPasswordUnseen() throws IOException {
        start(80, 24);
        type("chpasswd\r");
        sees("Current password: ");
        type(TestDevice.PASSWORD + "\r");
        sees("New password: ");
        type("is it good? 9\r");
        sees("Again: ");
        type("is it good? 9\r");

        sees("The password of \"admin\" is changed");
        assertThat(text()).doesNotContain("is it good").doesNotContain(TestDevice.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takesAPastedKeyUnseen(boolean bracketed) throws Exception {
        KeyedCertificate made = SigningCertificate.generate(
                CertificateSubject.named("Pasted"), KeyAlgorithm.ECDSA, 256, 10, device.clock);
        String key = Base64.getMimeEncoder(64, new byte[] {'\r'})
                .encodeToString(made.privateKey().getEncoded());
        String pem = CertificatePem.encode(made.chain()).replace('\n', '\r') + "-----BEGIN PRIVATE KEY-----\r" + key
                + "\r-----END PRIVATE KEY-----\r";
        start(80, 24);
        type("edit\rcertificates certificate P import terminal\r");
        sees("End with a line that is a single dot:");
        type(bracketed ? "\u001b[200~" + pem + "\u001b[201~" : pem);
        type(".\r");
        sees("is in the candidate: CN=Pasted");
        type("history\rdiscard\r!\rlogout\r");
        await().until(() -> !thread().isAlive());

        String secret = key.substring(0, 40);
        assertThat(text()).doesNotContain(secret).doesNotContain("PRIVATE KEY-");
        assertThat(Files.readString(directory.resolve("histories/admin"))).doesNotContain(secret);
        assertThat(device.journal.records)
                .isNotEmpty()
                .noneMatch(record -> record.toString().contains(secret));
    }

    @Test
    void keepsHistoryWithoutSecrets() throws IOException {
        start(80, 24);
        type("edit\raaa user bob password hunter2hunter2\rhistory\rdiscard\rexit\rlogout\r");
        await().until(() -> !thread().isAlive());

        Path file = directory.resolve("histories/admin");
        assertThat(Files.readString(file)).contains("password ********").doesNotContain("hunter2");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("histories"))))
                .isEqualTo("rwx------");
    }

    @Test
    void startsWithAHistoryThatCannotBeRead() throws IOException {
        Files.createDirectories(directory.resolve("histories"));
        Files.write(directory.resolve("histories/admin"), new byte[] {(byte) 0xff, 'x', '\n', ':', '\n'});
        start(80, 24);
        type("show version\r");

        sees("Bumpwire  0.1.0");
    }

    @Test
    void announcesARollbackAboveTheLineThatIsTyped() throws IOException {
        start(120, 24);
        sees("bumpwire{} ");
        type("show ver");
        sees("show ver");
        ShellSession other = device.console(new Typist());

        List.of("edit", "gen location x", "commit confirmed 1").forEach(other::execute);

        sees("*** Revision 1 by admin is rolled back in 1 seconds unless commit confirms it");
        sees("*** Revision 1 by admin was not confirmed in time: revision 0 runs again, now as revision 2");
        type("sion\r");
        sees("Bumpwire  0.1.0");
    }

    private void start(int columns, int rows) throws IOException {
        LineShell started = LineShell.overStreams(
                device.sessions,
                Operator.console("admin"),
                new PipedInputStream(keys, 65_536),
                seen,
                "xterm",
                columns,
                rows);
        shell = started;
        Thread running = new Thread(started::run, "shell-under-test");
        running.setDaemon(true);
        running.start();
        thread = running;
    }

    private LineShell shell() {
        if (shell == null) {
            throw new IllegalStateException("Not started");
        }
        return shell;
    }

    private Thread thread() {
        if (thread == null) {
            throw new IllegalStateException("Not started");
        }
        return thread;
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private void sees(String text) {
        await().untilAsserted(() -> assertThat(text()).contains(text));
    }

    private String text() {
        return seen.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[[0-9;?]*[a-zA-Z]", "");
    }
}
