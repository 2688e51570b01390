package org.bumpwire.proxy.policy;

import java.util.ArrayList;
import java.util.List;

/** The rules that led to a decision, in the order in which they were asked. */
public record Trace(List<Step> steps) {
    static final Trace EMPTY = new Trace(List.of());

    public Trace {
        steps = List.copyOf(steps);
    }

    /**
     * One rule that was asked.
     *
     * @param rule what was asked, such as "Server policy matches"
     * @param path the configuration statement that answered; empty where none did
     * @param value what it answered
     */
    public record Step(String rule, String path, String value) {}

    Trace then(List<Step> more) {
        List<Step> all = new ArrayList<>(steps.size() + more.size());
        all.addAll(steps);
        all.addAll(more);
        return new Trace(all);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(step.rule())
                    .append(": ")
                    .append(step.value());
            if (!step.path().isEmpty()) {
                text.append(" (").append(step.path()).append(')');
            }
        }
        return text.toString();
    }
}
