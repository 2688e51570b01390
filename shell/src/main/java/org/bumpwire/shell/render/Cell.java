package org.bumpwire.shell.render;

import java.time.Duration;
import java.time.Instant;

/**
 * One value of a table.
 *
 * @param text for people
 * @param value for programs: exact where {@code text} is rounded
 */
public record Cell(String text, Object value) {
    public static Cell of(Object value) {
        return new Cell(value.toString(), value);
    }

    public static Cell bytes(long amount) {
        return new Cell(Human.bytes(amount), amount);
    }

    /** In milliseconds for programs. */
    public static Cell duration(Duration duration) {
        return new Cell(Human.duration(duration), duration);
    }

    public static Cell time(Instant time) {
        return new Cell(Human.time(time), time);
    }

    public static Cell yesNo(boolean claim) {
        return new Cell(claim ? "yes" : "no", claim);
    }
}
