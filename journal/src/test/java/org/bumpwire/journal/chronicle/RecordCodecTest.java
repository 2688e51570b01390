package org.bumpwire.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.bumpwire.journal.AuditRecord;
import org.bumpwire.journal.IpsRecord;
import org.bumpwire.journal.JournalRecord;
import org.bumpwire.journal.Severity;
import org.bumpwire.journal.SystemRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {
    private final ByteBuffer buffer = ByteBuffer.allocate(RecordCodec.MAX_BYTES);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void readsWhatItWrote(long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            String name = random.nextBoolean() ? FieldNames.name(1 + random.nextInt(40)) : "unnumbered" + i;
            fields.put(name, text(random));
        }
        long time = random.nextLong() >>> 1;
        long lag = random.nextInt();

        RecordCodec.write(time, time + lag, fields, buffer);
        StoredRecord read = RecordCodec.read(buffer);

        assertThat(read.fields()).containsExactlyEntriesOf(fields);
        assertThat(read.timeNanos()).isEqualTo(time);
        assertThat(read.writtenNanos()).isEqualTo(time + Math.max(0, lag));
    }

    @Test
    void storesTheNamesOfOurFieldsAsNumbers() {
        JournalRecord[] records = {
            new SystemRecord(1, Severity.NOTICE, "boot", "Started"),
            new AuditRecord(1, "admin", "console", 1, "", "display", true, ""),
            new IpsRecord(
                    1, true, "f", "p", Severity.ERROR, 7, "s", "v", "a", "b", "sni", "client-to-server", true, "d"),
            SampleRecords.sslInspection(1, 1)
        };

        for (JournalRecord record : records) {
            assertThat(record.fields().keySet()).allMatch(name -> FieldNames.number(name) > 0);
        }
    }

    @Test
    void cutsALongValueWhereACharacterEndsAndSaysSo() throws Exception {
        String value = "é".repeat(5_000);

        RecordCodec.write(1, 1, Map.of("command", value), buffer);
        String read = RecordCodec.read(buffer).fields().get("command");

        assertThat(read)
                .startsWith("éééé")
                .endsWith("… (10000 bytes in all)")
                .doesNotContain("\uFFFD")
                .hasSizeLessThan(4_096);
    }

    @Test
    void aRecordOfLongValuesOnlyStillFits() throws Exception {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < RecordCodec.MAX_FIELDS; i++) {
            fields.put("a-name-that-has-no-number-" + i, "x".repeat(100_000));
        }

        RecordCodec.write(1, 1, fields, buffer);

        assertThat(RecordCodec.read(buffer).fields())
                .hasSize(RecordCodec.MAX_FIELDS)
                .allSatisfy((name, value) -> assertThat(value).endsWith("… (100000 bytes in all)"));
    }

    @Test
    void aRecordThatIsCutAnywhereIsUnreadable() {
        RecordCodec.write(1, 2, Map.of("user", "admin", "command", "commit"), buffer);

        for (int length = 0; length < buffer.limit(); length++) {
            ByteBuffer part = ByteBuffer.wrap(buffer.array(), 0, length);
            assertThatThrownBy(() -> RecordCodec.read(part)).isInstanceOf(UnreadableRecordException.class);
        }
    }

    @Test
    void anyFlippedBitIsNoticed() {
        RecordCodec.write(1, 2, Map.of("user", "admin", "command", "commit"), buffer);

        for (int bit = 0; bit < buffer.limit() * 8; bit++) {
            byte[] damaged = new byte[buffer.limit()];
            buffer.duplicate().get(damaged);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> RecordCodec.read(ByteBuffer.wrap(damaged)))
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    private static String text(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
