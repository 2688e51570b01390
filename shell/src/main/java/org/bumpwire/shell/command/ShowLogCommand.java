package org.bumpwire.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.access.Grant;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads a journal. */
@Command(
        name = "log",
        description = "What a journal keeps, oldest first",
        footer = {
            "",
            "TIME is how long ago (90s, 10m, 2h, 3d), or a time of UTC (2026-11-23, 2026-11-23T14:00, 14:00).",
            "FIELD=VALUE may be given several times; quote a value with spaces: where sni=www.example.com",
            "A journal is shown in full to everybody whose role lets them read it; user groups do not limit it."
        })
final class ShowLogCommand implements Verb {
    private static final int USUAL = 25;
    private static final int MOST = 100_000;

    @Parameters(paramLabel = "JOURNAL", description = "Its name in show log-file")
    private Word name = Word.NONE;

    @Option(names = "last", paramLabel = "N", description = "How many entries at most; 25 if not said")
    private @Nullable Word last;

    @Option(names = "since", paramLabel = "TIME", description = "Only entries from that time on")
    private @Nullable Word since;

    @Option(names = "where", paramLabel = "FIELD=VALUE", arity = "1..*", description = "Only entries with these values")
    private List<Word> where = List.of();

    @Override
    public void run(ShellSession session) throws CommandException, SyntaxException {
        JournalName journal = Journals.require(session, name, Grant.READ);
        int count = last == null ? (since == null ? USUAL : MOST) : (int) Arguments.number(last, 1, MOST);
        long sinceNanos =
                since == null ? 0 : PointInTime.read(since, session.device().clock());
        List<JournalEntry> entries =
                session.device().journal().query(new JournalQuery(journal, count, sinceNanos, fields(where)));
        session.show(new LogReport(journal, entries));
    }

    private static Map<String, String> fields(List<Word> words) throws SyntaxException {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Word word : words) {
            int equals = word.text().indexOf('=');
            if (equals < 1) {
                throw new SyntaxException(
                        "\"%s\" must be FIELD=VALUE, such as action=Blocked".formatted(word.text()), word, List.of());
            }
            fields.put(word.text().substring(0, equals), word.text().substring(equals + 1));
        }
        return fields;
    }
}
