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
 * @param changes sessions of one kind of change and why: first those that end otherwise, and the most frequent first
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

    /**
     * A kind of change: what becomes of the sessions, and where that stays the same who treats them or what their clients
     * are shown.
     *
     * @param alike whether what becomes of them stays the same
     * @param because what the two configurations part in
     * @param by the statement that says so
     */
    record Change(boolean alike, String now, String then, String because, String by) {}

    /** How many sessions, and one of them. */
    record Count(int sessions, String example) {
        private Count and(Count other) {
            return new Count(sessions + other.sessions, example);
        }
    }

    /** @param reader by whom it is read: which hidden objects treat a session is not told */
    static ImpactReport of(
            DataPlane plane,
            ApplianceConfig running,
            ApplianceConfig next,
            SeenFlows seen,
            Duration past,
            SeenObjects reader) {
        Asked now = new Asked(running, plane);
        Asked then = new Asked(next, plane);
        Parting parting = new Parting(reader);
        Map<Change, Count> changes = new HashMap<>();
        seen.flows()
                .forEach((flow, times) -> parting.of(
                                now.about(flow.question()), then.about(flow.question()), flow.verdict())
                        .ifPresent(change ->
                                changes.merge(change, new Count(times, example(flow.question())), Count::and)));
        return new ImpactReport(
                seen,
                past,
                changes.entrySet().stream()
                        .sorted(Comparator.comparing((Map.Entry<Change, Count> e) ->
                                        e.getKey().alike())
                                .thenComparing(e -> -e.getValue().sessions()))
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
                        .formatted(changed(false), seen.total(), seen.open(), seen.logged(), past.toHours()));
        if (changed(true) > 0) {
            lines.add(
                    "%d more would end alike, but be treated by another policy, proxy or decryption policy or be shown another certificate"
                            .formatted(changed(true)));
        }
        return lines;
    }

    @Override
    public JsonNode data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("open", seen.open());
        data.put("logged", seen.logged());
        data.put("hours", past.toHours());
        data.put("changed", changed(false));
        data.put("changedAlike", changed(true));
        data.put("changes", table().data());
        return Json.node(data);
    }

    private int changed(boolean alike) {
        return changes.stream()
                .filter(e -> e.getKey().alike() == alike)
                .mapToInt(e -> e.getValue().sessions())
                .sum();
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

    private static String example(Question question) {
        return "%s to %s:%d%s"
                .formatted(
                        question.source().getHostAddress(),
                        question.destination().getHostAddress(),
                        question.destinationPort(),
                        question.sni().map(name -> ", " + name).orElse(""));
    }
}
