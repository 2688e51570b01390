package org.bumpwire.shell.render;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Amounts as people read them. */
public final class Human {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Human() {}

    public static String bytes(long amount) {
        int unit = 0;
        double shown = amount;
        while (Math.abs(shown) >= 1024 && unit < UNITS.length - 1) {
            shown /= 1024;
            unit++;
        }
        return unit == 0 ? amount + " B" : String.format(Locale.ROOT, "%.1f %s", shown, UNITS[unit]);
    }

    /** The two largest units that say something, such as "3h 12m" or "1.250s". */
    public static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%d.%03ds", seconds, duration.toMillisPart());
        }
        if (seconds < 3_600) {
            return "%dm %ds".formatted(seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return "%dh %dm".formatted(seconds / 3_600, seconds / 60 % 60);
        }
        return "%dd %dh".formatted(seconds / 86_400, seconds / 3_600 % 24);
    }

    /** In UTC, so that logs of two devices can be laid side by side. */
    public static String time(Instant time) {
        return TIME.format(time);
    }
}
