package org.bumpwire.proxy;

import java.util.List;
import java.util.Optional;

/**
 * What would become of a flow, and why: the decision's own trace.
 *
 * @param outcome such as "Inspect" or "Not decrypted"
 * @param reason its code in counters and journal; empty for inspection
 * @param treatment nothing where no policy governs the flow
 */
public record Explanation(List<Step> steps, String outcome, String reason, Optional<Treatment> treatment) {
    public Explanation {
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
}
