package org.bumpwire.config.type;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole number of seconds, minutes, hours or days, such as {@code 90s} or {@code 15m}.
 *
 * @param zeroMeans what zero is for, such as "never"; empty where it is not allowed
 */
public record DurationType(Duration least, Duration most, String zeroMeans) implements ValueType<Duration> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([smhd])");

    public static DurationType between(Duration least, Duration most) {
        return new DurationType(least, most, "");
    }

    public DurationType orZeroFor(String meaning) {
        return new DurationType(least, most, meaning);
    }

    @Override
    public String placeholder() {
        return "DURATION";
    }

    @Override
    public String help() {
        return "A duration such as 90s, 15m, 2h or 1d, %s to %s%s"
                .formatted(print(least), print(most), zeroMeans.isEmpty() ? "" : "; 0 for " + zeroMeans);
    }

    @Override
    public Shape shape() {
        return Shape.text(1, 10, zeroMeans.isEmpty() ? "[0-9]{1,9}[smhd]" : "0|[0-9]{1,9}[smhd]");
    }

    @Override
    public Duration parse(String text) throws ValueException {
        if (text.matches("0[smhd]?") && !zeroMeans.isEmpty()) {
            return Duration.ZERO;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new ValueException("Expected a duration such as 90s, 15m, 2h or 1d, not '%s'".formatted(text));
        }
        Duration duration = Duration.ofSeconds(Long.parseLong(form.group(1)) * unitSeconds(form.group(2)));
        if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
            throw new ValueException(
                    "Expected a duration of %s to %s, not '%s'".formatted(print(least), print(most), text));
        }
        return duration;
    }

    @Override
    public String print(Duration value) {
        long seconds = value.toSeconds();
        if (seconds == 0) {
            return "0";
        }
        for (String unit : new String[] {"d", "h", "m"}) {
            if (seconds % unitSeconds(unit) == 0) {
                return seconds / unitSeconds(unit) + unit;
            }
        }
        return seconds + "s";
    }

    private static long unitSeconds(String unit) {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            default -> 86_400;
        };
    }
}
