package org.bumpwire.system;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shell as programs use it that type as a person would. */
@Tag("system")
class AutomationTest {
    @TempDir
    static Path home;

    @AutoClose
    private static Device device;

    @BeforeAll
    static void start() {
        device = Device.start(home, List.of("gen host-name edge-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dumb_terminal",
                "enter_is_a_carriage_return",
                "wide_vt100",
                "a_very_wide_terminal_has_no_pages",
                "terminal_length",
                "paste_without_marks",
                "paste_with_marks",
                "several_commands_of_one_exec"
            })
    void paramiko(String scenario) {
        run(scenario);
    }

    @ParameterizedTest
    @ValueSource(strings = "netmiko_finds_the_prompt")
    void netmiko(String scenario) {
        run(scenario);
    }

    private static void run(String scenario) {
        Python.runs(
                "shell_clients.py",
                "netmiko",
                Integer.toString(device.sshPort()),
                home.resolve("operator-key").toString(),
                scenario);
    }
}
