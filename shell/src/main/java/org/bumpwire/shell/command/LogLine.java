package org.bumpwire.shell.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Human;
import org.bumpwire.shell.render.Json;

/** One journal entry as operators read it. */
final class LogLine {
    private LogLine() {}

    static Instant time(JournalEntry entry) {
        return Instant.ofEpochSecond(0, entry.timeNanos());
    }

    /** Time first, then each field with its name; a value with spaces is quoted. */
    static String text(JournalEntry entry) {
        StringBuilder line = new StringBuilder(Human.time(time(entry)));
        entry.fields().forEach((k, v) -> line.append(' ').append(k).append('=').append(Word.quoted(v)));
        return line.toString();
    }

    static JsonNode data(JournalEntry entry) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sequence", entry.sequence());
        data.put("time", time(entry));
        data.putAll(entry.fields());
        return Json.node(data);
    }
}
