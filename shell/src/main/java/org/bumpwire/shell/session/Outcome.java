package org.bumpwire.shell.session;

/** What became of one line. */
public enum Outcome {
    ACCEPTED,
    REFUSED;

    public boolean accepted() {
        return this == ACCEPTED;
    }

    /** As a process or an SSH exec channel answers it. */
    public int exitStatus() {
        return accepted() ? 0 : 1;
    }
}
