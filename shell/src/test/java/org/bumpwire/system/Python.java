package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Python with one of its packages, as programs that operate devices use it. */
final class Python {
    private static final Path INTERPRETER = Path.of("/usr/bin/python3");
    private static final Path PACKAGES = Path.of("/usr/lib/python3/dist-packages");

    private Python() {}

    /** Runs a script that lies beside the tests; it ends well if all that it expects is so, and says "done" then. */
    static void runs(String script, String needed, String... arguments) {
        assumeTrue(Files.isExecutable(INTERPRETER), "python3 is not installed");
        assumeTrue(Files.isDirectory(PACKAGES.resolve(needed)), "python3-" + needed + " is not installed");
        List<String> command = new ArrayList<>(List.of(INTERPRETER.toString(), file(script)));
        command.addAll(List.of(arguments));
        Ran ran = Ran.of(command, "", Map.of("PYTHONWARNINGS", "ignore", "PYTHONDONTWRITEBYTECODE", "1"));
        assertThat(ran.succeeded().lines()).last().isEqualTo("done");
    }

    private static String file(String script) {
        var resource = Python.class.getResource(script);
        assertThat(resource).as(script).isNotNull();
        return Path.of(resource.getPath()).toString();
    }
}
