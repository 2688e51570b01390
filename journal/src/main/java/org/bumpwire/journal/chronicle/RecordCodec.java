package org.bumpwire.journal.chronicle;

import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * Records to bytes and back: a version, a checksum, two times, then names and values in their order.
 *
 * <p>A record never takes more than {@link #MAX_BYTES}: what is longer is cut, and says so.
 */
final class RecordCodec {
    static final int MAX_BYTES = 64 << 10;
    static final int MAX_FIELDS = 64;
    private static final byte VERSION = 1;
    private static final int CHECKSUM_AT = 1;
    private static final int CHECKED_FROM = CHECKSUM_AT + Integer.BYTES;
    private static final int LONG_VALUE = 4096;
    /** So short that {@link #MAX_FIELDS} of them fit in any case. */
    private static final int SHORT_VALUE = 512;

    private static final int MAX_NAME_BYTES = 128;

    private RecordCodec() {}

    /** Fills the cleared buffer, which must have {@link #MAX_BYTES}, and flips it. */
    static void write(long timeNanos, long writtenNanos, Map<String, String> fields, ByteBuffer out) {
        if (fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException(
                    "A record has at most %d fields, not %d".formatted(MAX_FIELDS, fields.size()));
        }
        try {
            write(timeNanos, writtenNanos, fields, out, LONG_VALUE);
        } catch (BufferOverflowException e) {
            write(timeNanos, writtenNanos, fields, out, SHORT_VALUE);
        }
    }

    static StoredRecord read(DocumentContext document) throws UnreadableRecordException {
        Bytes<?> bytes = document.wire().bytes();
        long length = bytes.readRemaining();
        if (length > MAX_BYTES) {
            throw new UnreadableRecordException("A record of %d bytes is too long".formatted(length));
        }
        byte[] copy = new byte[(int) length];
        bytes.read(copy);
        return read(ByteBuffer.wrap(copy));
    }

    static StoredRecord read(ByteBuffer in) throws UnreadableRecordException {
        try {
            byte version = in.get();
            if (version != VERSION) {
                throw new UnreadableRecordException("Record version %d is not known".formatted(version));
            }
            if (in.getInt() != checksum(in.duplicate())) {
                throw new UnreadableRecordException("The record's checksum does not match");
            }
            long timeNanos = in.getLong();
            long writtenNanos = timeNanos + readNumber(in);
            return new StoredRecord(timeNanos, writtenNanos, readFields(in));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new UnreadableRecordException("The record ends too early");
        }
    }

    private static void write(
            long timeNanos, long writtenNanos, Map<String, String> fields, ByteBuffer out, int maxValue) {
        out.clear();
        out.put(VERSION).putInt(0).putLong(timeNanos);
        writeNumber(Math.max(0, writtenNanos - timeNanos), out);
        writeNumber(fields.size(), out);
        fields.forEach((name, value) -> {
            writeName(name, out);
            writeText(value, maxValue, out);
        });
        out.flip();
        ByteBuffer checked = out.duplicate().position(CHECKED_FROM);
        out.putInt(CHECKSUM_AT, checksum(checked));
    }

    private static void writeName(String name, ByteBuffer out) {
        int number = FieldNames.number(name);
        writeNumber(number, out);
        if (number == 0) {
            writeText(name, MAX_NAME_BYTES, out);
        }
    }

    private static void writeText(String text, int maxBytes, ByteBuffer out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > maxBytes) {
            bytes = cut(bytes, maxBytes);
        }
        writeNumber(bytes.length, out);
        out.put(bytes);
    }

    private static byte[] cut(byte[] bytes, int maxBytes) {
        byte[] mark = "… (%d bytes in all)".formatted(bytes.length).getBytes(StandardCharsets.UTF_8);
        int kept = maxBytes - mark.length;
        while (kept > 0 && (bytes[kept] & 0xC0) == 0x80) {
            kept--;
        }
        return ByteBuffer.allocate(kept + mark.length)
                .put(bytes, 0, kept)
                .put(mark)
                .array();
    }

    private static Map<String, String> readFields(ByteBuffer in) throws UnreadableRecordException {
        int count = readNumberUpTo(MAX_FIELDS, in);
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int number = readNumberUpTo(FieldNames.HIGHEST_NUMBER, in);
            String name = number == 0 ? readText(in) : FieldNames.name(number);
            fields.put(name, readText(in));
        }
        return Collections.unmodifiableMap(fields);
    }

    private static String readText(ByteBuffer in) throws UnreadableRecordException {
        byte[] bytes = new byte[readNumberUpTo(in.remaining(), in)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int readNumberUpTo(int bound, ByteBuffer in) throws UnreadableRecordException {
        long number = readNumber(in);
        if (number > bound) {
            throw new UnreadableRecordException("The record has %d where at most %d fits".formatted(number, bound));
        }
        return (int) number;
    }

    /** Seven bits a byte, the lowest first; numbers are never negative. */
    private static void writeNumber(long number, ByteBuffer out) {
        long rest = number;
        while (rest > 0x7F) {
            out.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    private static long readNumber(ByteBuffer in) throws UnreadableRecordException {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new UnreadableRecordException("A number in the record is too long");
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
