package org.bumpwire.shell.line;

import org.jline.utils.Signals;

/** The system's request to end, SIGTERM. */
public final class TerminationSignal {
    /** Of a process that was ended by it, as shells see it. */
    public static final int EXIT_STATUS = 128 + 15;

    /** Takes the place of the virtual machine's own answer, which is to end at once; the action has to end the process. */
    public static void whenGiven(Runnable action) {
        var unused = Signals.register("TERM", action);
    }

    private TerminationSignal() {}
}
