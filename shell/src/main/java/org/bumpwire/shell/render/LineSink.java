package org.bumpwire.shell.render;

/** Takes lines one by one; a filter hands some of them on to the next sink. */
public interface LineSink {
    void line(String text);

    /** Whether further lines would make no difference, so that a command that goes on may stop. */
    default boolean isFull() {
        return false;
    }

    /** No more lines come. */
    default void end() {}
}
