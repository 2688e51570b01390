package org.bumpwire.shell.session;

import java.util.List;
import java.util.Optional;

/** Where a session prints and asks. Used by the session's thread alone. */
public interface Screen {
    /** Prints one line. */
    void line(String text);

    /** Prints one line of complaint, which a screen with two channels keeps apart from output. */
    void errorLine(String text);

    /** Whether a person sits there who can answer and whose page is finite. */
    boolean interactive();

    /** How wide a table may become. */
    int columns();

    /** Asks for a secret without showing it; empty where nobody can answer or the answer is cancelled. */
    Optional<char[]> askSecret(String prompt);

    /** Asks a question; false where nobody can answer. */
    boolean confirm(String question);

    /** Lines that the operator types or pastes now, up to one that is a single dot or the end of the input. */
    List<String> askLines(String prompt);
}
