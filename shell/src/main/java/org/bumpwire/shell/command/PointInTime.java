package org.bumpwire.shell.command;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;

/** Reads when something was: how long ago, or a time of UTC. */
final class PointInTime {
    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    private PointInTime() {}

    /** In nanoseconds since 1970. */
    static long read(Word word, Clock clock) throws SyntaxException {
        Instant time = instant(word, clock);
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    private static Instant instant(Word word, Clock clock) throws SyntaxException {
        String text = word.text();
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return clock.instant().minus(Long.parseLong(ago.group(1)), unit(ago.group(2)));
        }
        try {
            if (text.endsWith("Z")) {
                return Instant.parse(text);
            }
            if (text.indexOf('T') > 0) {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            }
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            return text.indexOf(':') > 0
                    ? today.atTime(LocalTime.parse(text)).toInstant(ZoneOffset.UTC)
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            throw new SyntaxException(
                    "\"%s\" must be how long ago, such as 10m or 2h, or a time such as 2026-11-23T14:00"
                            .formatted(text),
                    word,
                    List.of());
        }
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }
}
