package org.bumpwire.proxy.hello;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Damages captured hellos in every way that a length-prefixed structure can be damaged; the same seed gives the same
 * bytes.
 */
public final class HelloMutator {
    private static final int FIXED = 4 + 2 + 32;
    private static final int MAX_FRAGMENT = 16_384;

    private static final List<byte[]> CAPTURED =
            Arrays.stream(CapturedHello.values()).map(CapturedHello::message).toList();

    private final Random random;

    private HelloMutator(long seed) {
        // Seeds that follow each other give random numbers that begin alike.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
    }

    /** What is sent for a seed. */
    public static byte[] mutated(long seed) {
        return new HelloMutator(seed).mutated();
    }

    private byte[] mutated() {
        byte[] message = CAPTURED.get(random.nextInt(CAPTURED.size())).clone();
        for (int left = random.nextInt(3); left > 0; left--) {
            message = changeStructure(message);
        }
        if (random.nextInt(3) == 0) {
            changeLength(message);
        }
        if (random.nextInt(3) == 0) {
            flipBits(message);
        }
        byte[] records = random.nextBoolean() ? oneRecordEach(message) : fragmented(message);
        return damageRecords(records);
    }

    private byte[] changeStructure(byte[] message) {
        List<byte[]> extensions = extensionsOf(message);
        if (extensions.isEmpty()) {
            return message;
        }
        int at = random.nextInt(extensions.size());
        switch (random.nextInt(8)) {
            case 0, 1 -> Collections.shuffle(extensions, random);
            case 2 -> extensions.add(random.nextInt(extensions.size() + 1), extensions.get(at));
            case 3 -> extensions.remove(at);
            case 4 -> extensions.add(at, extension(random.nextInt(65_536), bytes(random.nextInt(600))));
            case 5 -> extensions.set(at, extension(type(extensions.get(at)), bytes(random.nextInt(80))));
            case 6 -> extensions.set(at, shortened(extensions.get(at)));
            default -> extensions.set(at, extension(type(extensions.get(at)), new byte[0]));
        }
        return withExtensions(message, extensions);
    }

    private byte[] shortened(byte[] extension) {
        int content = extension.length - 4;
        return extension(
                type(extension), Arrays.copyOfRange(extension, 4, 4 + (content == 0 ? 0 : random.nextInt(content))));
    }

    /** Makes one of the length fields lie: by one, by much, or altogether. */
    private void changeLength(byte[] message) {
        List<Integer> fields = lengthFields(message);
        int at = fields.get(random.nextInt(fields.size()));
        switch (random.nextInt(4)) {
            case 0 -> message[at]++;
            case 1 -> message[at]--;
            case 2 -> message[at] = (byte) (random.nextBoolean() ? 0 : 0xFF);
            default -> message[at] = (byte) random.nextInt(256);
        }
    }

    private void flipBits(byte[] bytes) {
        for (int left = 1 + random.nextInt(8); left > 0; left--) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private byte[] damageRecords(byte[] records) {
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(records, random.nextInt(records.length));
            case 1 -> joined(records, records);
            case 2 -> joined(records, bytes(random.nextInt(400)));
            case 3 -> joined(bytes(1 + random.nextInt(6)), records);
            case 4 -> {
                records[random.nextInt(Math.min(5, records.length))] = (byte) random.nextInt(256);
                yield records;
            }
            case 5 -> {
                flipBits(records);
                yield records;
            }
            case 6 -> {
                int from = random.nextInt(records.length);
                int to = from + random.nextInt(records.length - from);
                yield joined(Arrays.copyOf(records, to), Arrays.copyOfRange(records, from, records.length));
            }
            default -> records;
        };
    }

    private static byte[] oneRecordEach(byte[] message) {
        return HelloBytes.inRecords(message, MAX_FRAGMENT);
    }

    /** Cuts the message into records of random lengths and versions, now and then with something in between. */
    private byte[] fragmented(byte[] message) {
        int longest = 1 + random.nextInt(random.nextBoolean() ? 20 : message.length);
        ByteBuf records = Unpooled.buffer();
        for (int at = 0; at < message.length; ) {
            int length = Math.min(1 + random.nextInt(longest), message.length - at);
            records.writeByte(22).writeShort(0x0300 + random.nextInt(5)).writeShort(length);
            records.writeBytes(message, at, length);
            at += length;
            if (random.nextInt(200) == 0) {
                records.writeByte(20 + random.nextInt(5)).writeShort(0x0303).writeShort(1);
                records.writeByte(1);
            }
        }
        return read(records);
    }

    private static List<byte[]> extensionsOf(byte[] message) {
        List<byte[]> extensions = new ArrayList<>();
        int at = extensionsStart(message) + 2;
        while (at + 4 <= message.length) {
            int end = Math.min(message.length, at + 4 + uint16(message, at + 2));
            extensions.add(Arrays.copyOfRange(message, at, end));
            at = end;
        }
        return extensions;
    }

    private static byte[] withExtensions(byte[] message, List<byte[]> extensions) {
        int start = extensionsStart(message);
        ByteBuf changed = Unpooled.buffer().writeBytes(message, 0, start);
        changed.writeShort(extensions.stream().mapToInt(e -> e.length).sum());
        extensions.forEach(changed::writeBytes);
        changed.setMedium(1, changed.readableBytes() - 4);
        return read(changed);
    }

    /** Where the extensions' own length stands; captured hellos are sound up to there. */
    private static int extensionsStart(byte[] message) {
        int suites = FIXED + 1 + (message[FIXED] & 0xFF);
        int compression = suites + 2 + uint16(message, suites);
        return compression + 1 + (message[compression] & 0xFF);
    }

    /** Positions of the bytes that say how long something is. */
    private static List<Integer> lengthFields(byte[] message) {
        int suites = FIXED + 1 + (message[FIXED] & 0xFF);
        int extensions = extensionsStart(message);
        List<Integer> fields =
                new ArrayList<>(List.of(1, 2, 3, FIXED, suites, suites + 1, suites + 2 + uint16(message, suites)));
        if (extensions + 1 < message.length) {
            fields.addAll(List.of(extensions, extensions + 1));
        }
        int at = extensions + 2;
        for (byte[] extension : extensionsOf(message)) {
            // Most extensions begin with the length of a list.
            for (int i = 2; i < Math.min(7, extension.length); i++) {
                fields.add(at + i);
            }
            at += extension.length;
        }
        return fields;
    }

    private static int type(byte[] extension) {
        return uint16(extension, 0);
    }

    private static byte[] extension(int type, byte[] content) {
        return read(
                Unpooled.buffer().writeShort(type).writeShort(content.length).writeBytes(content));
    }

    private static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return read(Unpooled.buffer().writeBytes(first).writeBytes(second));
    }

    private static byte[] read(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
