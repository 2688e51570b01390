package org.bumpwire.shell.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Text that has no finer structure. */
public record LinesReport(String document, List<String> lines) implements Report {
    public LinesReport {
        lines = List.copyOf(lines);
    }

    @Override
    public List<String> text(int width) {
        return lines;
    }

    @Override
    public JsonNode data() {
        return Json.node(lines);
    }
}
