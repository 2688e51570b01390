package org.bumpwire.shell.command;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.journal.Journal;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Human;
import org.bumpwire.shell.render.Json;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.stats.CounterGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Watches the device until the operator has seen enough. */
@Command(
        name = "monitor",
        description = "Watch the device; q or Ctrl-C leaves",
        subcommands = {MonitorCommand.Log.class, MonitorCommand.Sslinsp.class})
final class MonitorCommand {
    private MonitorCommand() {}

    /** Each new entry of a journal. */
    @Command(name = "log", description = "Each new entry of a journal, as it comes")
    static final class Log implements Verb {
        private static final int MOST_WAITING = 1_000;
        private static final Duration GLANCE = Duration.ofMillis(200);

        @Parameters(paramLabel = "JOURNAL", description = "Its name in show log-file")
        private Word name = Word.NONE;

        @Override
        public void run(ShellSession session) throws CommandException, SyntaxException {
            JournalName journal = Journals.require(session, name, Grant.READ);
            BlockingQueue<JournalEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
            AtomicLong missed = new AtomicLong();
            Journal.Following following = session.device().journal().follow(journal, entry -> {
                if (!waiting.offer(entry)) {
                    missed.incrementAndGet();
                }
            });
            try (following) {
                do {
                    print(session, journal, waiting);
                    long lost = missed.getAndSet(0);
                    if (lost > 0) {
                        session.say("%d entries came too fast to be shown; show log has them".formatted(lost));
                    }
                } while (!session.awaitStop(GLANCE));
            }
        }

        private static void print(ShellSession session, JournalName journal, BlockingQueue<JournalEntry> waiting) {
            for (JournalEntry entry = waiting.poll(); entry != null && !session.outputFull(); entry = waiting.poll()) {
                session.item(LogLine.text(entry), "log." + journal.operatorName(), LogLine.data(entry));
            }
        }
    }

    /** What inspection does, a line each second. */
    @Command(name = "sslinsp", description = "What inspection does: one line each second")
    @Needs(value = Capability.SSL_EVENTS, grant = Grant.READ)
    static final class Sslinsp implements Verb {
        private static final Duration TICK = Duration.ofSeconds(1);
        private static final int LINES_A_HEADING = 20;
        private static final List<String> GROWING = List.of(
                "connTotal",
                "connInspected",
                "connDecryptedNotInspected",
                "connNotDecrypted",
                "connBypassed",
                "connBlocked",
                "connFailed");
        private static final String FORM = "%-24s %8s %8s %9s %8s %8s %8s %8s %8s";

        @Override
        public void run(ShellSession session) throws CommandException {
            CounterGroup group = session.device()
                    .stats()
                    .group("npSslInspStats")
                    .orElseThrow(() -> new CommandException("The data plane counts nothing yet"));
            List<Long> before = readings(group);
            for (int line = 0; !session.awaitStop(TICK); line++) {
                List<Long> now = readings(group);
                Map<String, Object> data = new LinkedHashMap<>();
                data.put("time", session.device().clock().instant());
                data.put("connActive", Counters.value(group, "connActive"));
                for (int i = 0; i < GROWING.size(); i++) {
                    data.put(GROWING.get(i), now.get(i) - before.get(i));
                }
                if (line % LINES_A_HEADING == 0) {
                    session.say(FORM.formatted(
                            "Time",
                            "active",
                            "new",
                            "inspected",
                            "not insp",
                            "not decr",
                            "bypassed",
                            "blocked",
                            "failed"));
                }
                session.item(text(data), "sslinsp-rates", Json.node(data));
                before = now;
            }
        }

        private static String text(Map<String, Object> data) {
            Object[] values = data.values().toArray();
            values[0] = Human.time((Instant) values[0]);
            return FORM.formatted(values);
        }

        private static List<Long> readings(CounterGroup group) {
            return GROWING.stream().map(name -> Counters.value(group, name)).toList();
        }
    }
}
