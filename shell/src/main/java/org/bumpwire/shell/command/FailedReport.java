package org.bumpwire.shell.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.guard.Sight;
import org.bumpwire.config.tree.TreePrinter;
import org.bumpwire.shell.render.Json;
import org.bumpwire.shell.render.Report;
import org.bumpwire.shell.session.FailedCommit;

/** A commit that was refused: why as comments, and its changes as statements that load. */
record FailedReport(FailedCommit failed, Sight sight, TreePrinter printer) implements Report {
    @Override
    public String document() {
        return "failed-commit";
    }

    @Override
    public List<String> text(int width) {
        List<String> lines = new ArrayList<>();
        failed.problems().forEach(p -> lines.add("# " + p.replace('\n', ' ')));
        lines.addAll(changes());
        return lines;
    }

    @Override
    public Optional<List<String>> statements() {
        return Optional.of(changes());
    }

    @Override
    public JsonNode data() {
        return Json.node(Map.of("problems", failed.problems(), "statements", changes()));
    }

    private List<String> changes() {
        return failed.changes(sight).fullLines(printer);
    }
}
