package org.bumpwire.shell.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where a session prints and asks. Used by the session's thread alone, but for {@link #announce} and {@link #hangup}. */
public interface Screen {
    /** Prints one line of a command's answer. */
    void line(String text);

    /** Prints one line of complaint, which a screen with two channels keeps apart from answers. */
    void errorLine(String text);

    /** A command's answer begins; a long one waits for the reader page by page if {@code paged}. */
    void begin(boolean paged);

    /** The answer is complete. */
    void end();

    /** Lets the reader see what was printed so far. */
    void flush();

    /** Whether a person sits there who can answer. */
    boolean interactive();

    /** Whether the session ends when nothing came for as long as the configuration allows. */
    default boolean timesOut() {
        return interactive();
    }

    /** How wide a table may become. */
    int columns();

    /** Makes pages so long from here on, whatever the window's size is; 0 for none. Without pages it does nothing. */
    default void pages(int rows) {}

    /** Makes tables so wide from here on, whatever the window's size is. Where they have no bounds it does nothing. */
    default void width(int columns) {}

    /** Where on the screen the line that is being run begins, if it can still be seen just above. */
    OptionalInt typedAt();

    /** Whether the reader has left the page that is being printed, so that the rest need not be made. */
    boolean left();

    /** Waits for so long unless the operator asks to leave by a key, and answers whether they did. */
    boolean leaves(Duration wait);

    /** Asks for a secret without showing it; empty where nobody can answer or the answer is cancelled. */
    Optional<char[]> askSecret(String prompt);

    /** Asks a question; false where nobody can answer. */
    boolean confirm(String question);

    /** Lines that the operator types or pastes now, up to one that is a single dot or the end of the input. */
    List<String> askLines(String prompt);

    /** Asks as {@link #askLines} does, and shows nothing of what is typed or pasted, nor keeps it. */
    List<String> askSecretLines(String prompt);

    /** What the operator typed before, oldest first and without secrets; nothing where nobody types. */
    default List<String> history() {
        return List.of();
    }

    /** Shows what happened to the device at once, above what the operator types. From any thread; may wait. */
    void announce(String text);

    /** The session is over: whoever waits here must return soon. From any thread. */
    void hangup();
}
