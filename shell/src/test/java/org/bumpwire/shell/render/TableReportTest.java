package org.bumpwire.shell.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableReportTest {
    private final TableReport report = new TableReport(
                    "things", "No thing", List.of(Column.text("Name", "name"), Column.number("Size", "bytes")))
            .row(Cell.of("a"), Cell.bytes(5))
            .row(Cell.of("longer"), Cell.bytes(1_536));

    @Test
    void alignsItsColumns() {
        assertThat(report.text(80)).containsExactly("Name       Size", "a           5 B", "longer  1.5 KiB");
    }

    @Test
    void cutsNothingOffWhereTheScreenIsNarrow() {
        assertThat(report.text(10)).containsExactly("Name  a", "Size  5 B", "", "Name  longer", "Size  1.5 KiB");
    }

    @Test
    void givesProgramsExactValues() {
        List<String> lines = new ArrayList<>();

        Json.document(report, lines::add);

        assertThat(String.join("", lines).replaceAll("\\s", ""))
                .isEqualTo("{\"document\":\"bumpwire.things\",\"version\":1,"
                        + "\"data\":[{\"name\":\"a\",\"bytes\":5},{\"name\":\"longer\",\"bytes\":1536}]}");
    }

    @Test
    void saysThatThereIsNothing() {
        assertThat(new TableReport("things", "No thing", List.of()).text(80)).containsExactly("No thing");
    }

    @Test
    void writesAmountsForPeople() {
        assertThat(Human.bytes(1_023)).isEqualTo("1023 B");
        assertThat(Human.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
        assertThat(Human.duration(Duration.ofMillis(1_250))).isEqualTo("1.250s");
        assertThat(Human.duration(Duration.ofSeconds(3_599))).isEqualTo("59m 59s");
        assertThat(Human.duration(Duration.ofHours(49))).isEqualTo("2d 1h");
        assertThat(Human.time(Instant.parse("2026-11-23T14:00:00.5Z"))).isEqualTo("2026-11-23 14:00:00.500Z");
    }
}
