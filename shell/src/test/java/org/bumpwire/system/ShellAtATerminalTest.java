package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell as somebody sees and types it, who logs in with OpenSSH's client at a real terminal. */
@Tag("system")
class ShellAtATerminalTest {
    private static final String PASSWORD = "Correct-Horse-7";
    private static final String PROMPT = "tower{}";
    private static final int COLUMNS = 120;
    private static final int ROWS = 40;

    @TempDir
    static Path home;

    @AutoClose
    private static Device device;

    @TempDir
    private Path windowHome;

    private TmuxWindow window;

    @BeforeAll
    static void start() {
        device = Device.start(
                home,
                List.of(
                        "gen host-name tower",
                        "aaa user admin password " + PASSWORD,
                        "segment NORTH mode explicit 127.0.0.1:0"));
        device.ssh("save-config").succeeded();
    }

    @BeforeEach
    void askForPassword() {
        window = TmuxWindow.open(windowHome, COLUMNS, ROWS, sshCommand());
        window.sees("admin@127.0.0.1's password:");
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    @Test
    void aWrongPasswordIsRefused() {
        window.enter(PASSWORD + "x");

        window.sees("Permission denied");
        assertThat(window.exitStatus()).isEqualTo(255);
        assertThat(device.ssh("show log audit last 5").succeeded().out()).contains("Wrong user or password");
    }

    @Test
    void aWholeSessionEditsCommitsAndDebugs() {
        logIn();
        window.enter("edit");
        window.stopsAt("tower{running}");
        window.type("seg");
        window.press("Tab");
        window.type("N");
        window.press("Tab");
        window.stopsAt("tower{running} segment NORTH");
        window.type("?");
        window.sees("description");
        window.enter("description \"Towards the north\"");
        window.stopsAt("tower{running*}");
        window.enter("segment NORTH colour blue");
        window.sees("error: ");
        window.enter("compare");
        window.sees("+ ");
        window.enter("commit comment \"Typed at a terminal\"");
        window.sees("Committed revision");
        window.enter("!");
        window.stopsAt(PROMPT + "*");
        window.enter("save-config");
        window.stopsAt(PROMPT);
        window.enter("debug np stats show npSslInspStats | match connTotal");
        window.stopsAt(PROMPT);
        window.sees("connTotal  ");

        window.press("C-d");
        assertThat(window.exitStatus()).isZero();
        assertThat(device.ssh("display segment NORTH").succeeded().out()).contains("\"Towards the north\"");
        assertThat(device.ssh("show log audit last 20 where user=admin")
                        .succeeded()
                        .out())
                .contains("segment NORTH colour blue")
                .contains("Typed at a terminal");
    }

    @Test
    void ctrlCCancelsALineAndEndsAMonitorButNotTheSession() {
        logIn();
        window.type("halt");
        window.stopsAt(PROMPT + " halt");
        window.press("C-c");
        window.stopsAt(PROMPT);
        window.enter("monitor log audit");
        device.ssh("show date").succeeded();
        window.sees("show date");

        window.press("C-c");
        window.stopsAt(PROMPT);
        window.enter("show version");

        window.sees("Bumpwire  ");
        assertThat(device.isRunning()).isTrue();
    }

    @Test
    void aWindowOfAnotherSizeGetsOtherPagesAndOtherTables() {
        logIn();
        window.enter("show users");
        window.sees("Session  User");
        assertThat(firstPage()).hasSize(ROWS - 1);

        window.resize(60, 20);

        assertThat(firstPage()).hasSize(20 - 1);
        window.enter("show users");
        window.sees("User     admin");
    }

    /** The counters up to the question whether to go on, which is answered with no. */
    private List<String> firstPage() {
        window.enter("debug np stats show npSslInspStats");
        window.sees("--More--");
        List<String> lines = window.lines();
        window.type("q");
        window.stopsAt(PROMPT);
        int first = IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).startsWith("connActive"))
                .findFirst()
                .orElseThrow();
        return lines.subList(first, lines.size() - 1);
    }

    private void logIn() {
        window.enter(PASSWORD);
        window.stopsAt(PROMPT);
        assertThat(window.lines()).noneMatch(line -> line.contains(PASSWORD));
    }

    private static List<String> sshCommand() {
        return List.of(
                Peer.SSH.program(),
                "-tt",
                "-F",
                "/dev/null",
                "-p",
                Integer.toString(device.sshPort()),
                "-o",
                "PreferredAuthentications=password",
                "-o",
                "NumberOfPasswordPrompts=1",
                "-o",
                "StrictHostKeyChecking=no",
                "-o",
                "UserKnownHostsFile=" + home.resolve("known-hosts"),
                "-o",
                "LogLevel=ERROR",
                "admin@127.0.0.1");
    }
}
