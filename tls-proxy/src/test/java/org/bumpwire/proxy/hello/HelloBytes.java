package org.bumpwire.proxy.hello;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Builds ClientHello messages byte by byte, sound ones and others. */
public final class HelloBytes {
    private int version = 0x0303;
    private byte[] sessionId = new byte[32];
    private int[] suites = {0x1301, 0xC02B};
    private byte[] compression = {0};
    private final List<byte[]> extensions = new ArrayList<>();

    public HelloBytes version(int value) {
        version = value;
        return this;
    }

    public HelloBytes suites(int... values) {
        suites = values;
        return this;
    }

    public HelloBytes compression(int... methods) {
        compression = new byte[methods.length];
        for (int i = 0; i < methods.length; i++) {
            compression[i] = (byte) methods[i];
        }
        return this;
    }

    public HelloBytes sessionId(int length) {
        sessionId = new byte[length];
        return this;
    }

    public HelloBytes sni(String name) {
        byte[] bytes = name.getBytes(ISO_8859_1);
        return extension(0, b -> {
            b.writeShort(bytes.length + 3).writeByte(0).writeShort(bytes.length);
            b.writeBytes(bytes);
        });
    }

    public HelloBytes alpn(String... names) {
        int length = Arrays.stream(names).mapToInt(n -> n.length() + 1).sum();
        return extension(16, b -> {
            b.writeShort(length);
            for (String name : names) {
                b.writeByte(name.length()).writeBytes(name.getBytes(ISO_8859_1));
            }
        });
    }

    public HelloBytes versions(int... values) {
        return extension(43, b -> {
            b.writeByte(values.length * 2);
            Arrays.stream(values).forEach(b::writeShort);
        });
    }

    public HelloBytes groups(int... values) {
        return shorts(10, values);
    }

    public HelloBytes signatureSchemes(int... values) {
        return shorts(13, values);
    }

    private HelloBytes shorts(int type, int... values) {
        return extension(type, b -> {
            b.writeShort(values.length * 2);
            Arrays.stream(values).forEach(b::writeShort);
        });
    }

    public HelloBytes extension(int type, Consumer<ByteBuf> content) {
        ByteBuf body = Unpooled.buffer();
        content.accept(body);
        ByteBuf whole = Unpooled.buffer().writeShort(type).writeShort(body.readableBytes());
        extensions.add(bytes(whole.writeBytes(body)));
        return this;
    }

    /** The handshake message, with its header. */
    public byte[] message() {
        ByteBuf body = Unpooled.buffer();
        body.writeShort(version).writeZero(32);
        body.writeByte(sessionId.length).writeBytes(sessionId);
        body.writeShort(suites.length * 2);
        Arrays.stream(suites).forEach(body::writeShort);
        body.writeByte(compression.length).writeBytes(compression);
        if (!extensions.isEmpty()) {
            body.writeShort(extensions.stream().mapToInt(e -> e.length).sum());
            extensions.forEach(body::writeBytes);
        }
        return bytes(
                Unpooled.buffer().writeByte(1).writeMedium(body.readableBytes()).writeBytes(body));
    }

    /** The message in records of at most so many bytes. */
    public byte[] records(int fragment) {
        return inRecords(message(), fragment);
    }

    public static byte[] inRecords(byte[] message, int fragment) {
        ByteBuf records = Unpooled.buffer();
        for (int at = 0; at < message.length; at += fragment) {
            int length = Math.min(fragment, message.length - at);
            records.writeByte(22).writeShort(0x0301).writeShort(length).writeBytes(message, at, length);
        }
        return bytes(records);
    }

    private static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }
}
