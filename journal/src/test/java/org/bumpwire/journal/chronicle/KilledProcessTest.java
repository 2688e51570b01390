package org.bumpwire.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
    private static final int ROUNDS = 3;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 3_000;

    @TempDir
    Path home;

    @Test
    void aKilledProcessLosesNoAcknowledgedRecord() throws Exception {
        Set<Long> acknowledged = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(appendUntilKilled((round + 1) * 1_000_000L));
        }

        List<String> troubles = new ArrayList<>();
        try (Journal journal = ChronicleJournal.open(home, Clock.systemUTC(), troubles::add)) {
            List<JournalEntry> entries =
                    journal.query(new JournalQuery(JournalName.SSL_INSPECTION, JournalQuery.MAX_LAST, 0, Map.of()));
            List<Long> found = entries.stream()
                    .map(e -> Long.valueOf(e.fields().getOrDefault("session", "")))
                    .toList();

            assertThat(found).doesNotHaveDuplicates();
            assertThat(found).containsAll(acknowledged);
            journal.retain(new Journal.Retention(1L << 40, 30));
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ROUNDS * ACKNOWLEDGED_BEFORE_THE_KILL);
        assertThat(troubles).isEmpty();
    }

    private List<Long> appendUntilKilled(long from) throws IOException, InterruptedException {
        Process process = start(from);
        List<Long> acknowledged = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            while (acknowledged.size() < ACKNOWLEDGED_BEFORE_THE_KILL) {
                acknowledged.add(Long.valueOf(out.readLine()));
            }
            // Not by destroyForcibly, which closes the pipe before we have read the last acknowledgements.
            assertThat(ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly())
                    .isTrue();
            // The kill may cut the last line short, and a part of a number is a wrong number.
            out.lines().filter(line -> line.length() == 7).map(Long::valueOf).forEach(acknowledged::add);
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 9);
        return acknowledged;
    }

    private Process start(long from) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> a.startsWith("--add-") || a.startsWith("--enable-native") || a.startsWith("--sun-misc"))
                .forEach(command::add);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                home.toString(),
                Long.toString(from)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Appends until it is killed, and prints the number of each record whose append was acknowledged. */
    static final class Appender {
        public static void main(String[] arguments) {
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            Journal journal = ChronicleJournal.open(Path.of(arguments[0]), Clock.systemUTC(), out::println);
            for (long number = Long.parseLong(arguments[1]); ; number++) {
                journal.appendDurably(SampleRecords.sslInspection(number, number));
                out.println(number);
                out.flush();
            }
        }

        private Appender() {}
    }
}
