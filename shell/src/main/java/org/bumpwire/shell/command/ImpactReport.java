package org.bumpwire.shell.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Segment;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.Json;
import org.bumpwire.shell.render.Report;
import org.bumpwire.shell.render.TableReport;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.DataPlane.Answer;
import org.bumpwire.shell.session.DataPlane.Question;
import org.bumpwire.shell.session.DataPlane.Step;

/**
 * Which of the sessions of late the candidate would treat otherwise than the running configuration does now.
 *
 * @param past how far back the log was read
 * @param changes sessions of one kind of change and why, the most frequent first
 */
record ImpactReport(SeenFlows seen, Duration past, List<Map.Entry<Change, Count>> changes) implements Report {
    private static final int MOST_ROWS = 100;
    private static final List<Column> COLUMNS = List.of(
            Column.number("Sessions", "sessions"),
            Column.text("Now", "now"),
            Column.text("Then", "then"),
            Column.text("Because", "because"),
            Column.text("By", "by"),
            Column.text("Such as", "example"));

    /** A kind of change; {@code because} and {@code by} are where the two configurations part. */
    record Change(String now, String then, String because, String by) {}

    /** How many sessions, and one of them. */
    record Count(int sessions, String example) {
        private Count and(Count other) {
            return new Count(sessions + other.sessions, example);
        }
    }

    static ImpactReport of(
            DataPlane plane, ApplianceConfig running, ApplianceConfig next, SeenFlows seen, Duration past) {
        Asked now = new Asked(running, plane);
        Asked then = new Asked(next, plane);
        Map<Change, Count> changes = new HashMap<>();
        seen.questions().forEach((question, times) -> {
            Answer before = now.about(question);
            Answer after = then.about(question);
            if (!outcome(before).equals(outcome(after))) {
                Step parting = parting(before, after);
                Change change = new Change(
                        outcome(before), outcome(after), parting.rule() + ": " + parting.value(), parting.path());
                changes.merge(change, new Count(times, example(question)), Count::and);
            }
        });
        return new ImpactReport(
                seen,
                past,
                changes.entrySet().stream()
                        .sorted(Comparator.comparingInt(
                                (Map.Entry<Change, Count> e) -> -e.getValue().sessions()))
                        .map(e -> Map.entry(e.getKey(), e.getValue()))
                        .toList());
    }

    /** What a configuration answers; flows whose segment it does not have do not arrive. */
    private record Asked(Set<String> segments, Function<Question, Answer> explainer) {
        Asked(ApplianceConfig config, DataPlane plane) {
            this(config.segments().stream().map(Segment::name).collect(Collectors.toSet()), plane.explainer(config));
        }

        Answer about(Question question) {
            if (segments.contains(question.segment())) {
                return explainer.apply(question);
            }
            Step gone = new Step("Segment exists", "segment " + question.segment(), "no");
            return new Answer(List.of(gone), "Not accepted", "");
        }
    }

    @Override
    public String document() {
        return "impact";
    }

    @Override
    public List<String> text(int width) {
        List<String> lines = new ArrayList<>();
        if (!changes.isEmpty()) {
            lines.addAll(table().text(width));
            if (changes.size() > MOST_ROWS) {
                lines.add("and %d kinds of change more".formatted(changes.size() - MOST_ROWS));
            }
            lines.add("");
        }
        lines.add(
                "%d of %d sessions would be treated otherwise: %d that are open, which keep what they have, and %d logged in the last %d hours"
                        .formatted(changed(), seen.total(), seen.open(), seen.logged(), past.toHours()));
        return lines;
    }

    @Override
    public JsonNode data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("open", seen.open());
        data.put("logged", seen.logged());
        data.put("hours", past.toHours());
        data.put("changed", changed());
        data.put("changes", table().data());
        return Json.node(data);
    }

    private int changed() {
        return changes.stream().mapToInt(e -> e.getValue().sessions()).sum();
    }

    private TableReport table() {
        TableReport table = new TableReport(document(), "", COLUMNS);
        changes.stream()
                .limit(MOST_ROWS)
                .forEach(e -> table.row(
                        Cell.of(e.getValue().sessions()),
                        Cell.of(e.getKey().now()),
                        Cell.of(e.getKey().then()),
                        Cell.of(e.getKey().because()),
                        Cell.of(e.getKey().by()),
                        Cell.of(e.getValue().example())));
        return table;
    }

    /** The first step that the candidate takes otherwise. */
    private static Step parting(Answer before, Answer after) {
        for (int i = 0; i < after.steps().size(); i++) {
            if (i >= before.steps().size()
                    || !before.steps().get(i).equals(after.steps().get(i))) {
                return after.steps().get(i);
            }
        }
        return after.steps().isEmpty()
                ? new Step("Policy applies", "", "none")
                : after.steps().get(after.steps().size() - 1);
    }

    private static String outcome(Answer answer) {
        return answer.outcome() + (answer.reason().isEmpty() ? "" : " (" + answer.reason() + ")");
    }

    private static String example(Question question) {
        return "%s to %s:%d%s"
                .formatted(
                        question.source().getHostAddress(),
                        question.destination().getHostAddress(),
                        question.destinationPort(),
                        question.sni().map(name -> ", " + name).orElse(""));
    }
}
