package org.bumpwire.shell.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.shell.render.Json;
import org.bumpwire.shell.render.Report;

/** Entries of one journal, a line each. */
record LogReport(JournalName journal, List<JournalEntry> entries) implements Report {
    @Override
    public String document() {
        return "log." + journal.operatorName();
    }

    @Override
    public List<String> text(int width) {
        return entries.isEmpty()
                ? List.of("No entry of %s matches".formatted(journal.operatorName()))
                : entries.stream().map(LogLine::text).toList();
    }

    @Override
    public JsonNode data() {
        return Json.each(entries, LogLine::data);
    }
}
