package org.bumpwire.config.store;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;

/** Remembers what it was asked, and refuses if told to. */
final class RecordingSubscriber implements ConfigSubscriber {
    final List<String> heard = new ArrayList<>();
    private final String name;
    private String refusal = "";
    private String refused = "";
    private boolean throwing;

    RecordingSubscriber(String name) {
        this.name = name;
    }

    void refuse(String problem) {
        refusal = problem;
    }

    /** Refuses no other than a device of this name. */
    void refusesOnly(String hostName) {
        refused = hostName;
    }

    void throwInstead() {
        throwing = true;
    }

    @Override
    public PreparedChange prepare(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        heard.add("prepare %s -> %s"
                .formatted(running.general().hostName(), next.general().hostName()));
        if (throwing) {
            throw new IllegalStateException("fault of " + name);
        }
        boolean meant = refused.isEmpty() || refused.equals(next.general().hostName());
        if (meant && !refusal.isEmpty()) {
            problems.add(refusal);
        }
        return new PreparedChange() {
            @Override
            public void apply() {
                heard.add("apply " + next.general().hostName());
            }

            @Override
            public void discard() {
                heard.add("discard " + next.general().hostName());
            }
        };
    }
}
