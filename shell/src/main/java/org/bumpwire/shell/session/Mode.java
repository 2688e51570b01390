package org.bumpwire.shell.session;

/** What kind of line is expected. */
public enum Mode {
    /** Looking at the device, prompt {@code NAME{}}. */
    OPERATIONAL,
    /** Changing the candidate, prompt {@code NAME{running…}}. */
    EDIT
}
