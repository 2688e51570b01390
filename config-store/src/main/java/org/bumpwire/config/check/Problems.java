package org.bumpwire.config.check;

import java.util.ArrayList;
import java.util.List;

/** What prevents a commit, and what the operator should know about it; one sentence each, without a full stop. */
public final class Problems {
    private final List<String> errors = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Refuses the commit: names the statement, says what is wrong and what to do. */
    public void add(String error) {
        errors.add(error);
    }

    /** Lets the commit pass, but is shown with it. */
    public void warn(String warning) {
        warnings.add(warning);
    }

    public boolean isEmpty() {
        return errors.isEmpty();
    }

    public List<String> errors() {
        return List.copyOf(errors);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }
}
