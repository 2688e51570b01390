package org.bumpwire.shell.netconf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Where messages begin and end in a stream of bytes (RFC 6242, section 4): by a mark at their end, or in chunks. */
final class Framing {
    /** The longest message that is read. */
    static final int MOST_BYTES = 16 << 20;

    private static final byte[] END = "]]>]]>".getBytes(US_ASCII);
    private static final byte[] END_OF_CHUNKS = "\n##\n".getBytes(US_ASCII);
    private static final int CHUNK_BYTES = 32 << 10;
    /** A size has no more digits, for the longest chunk of the RFC is 4294967295. */
    private static final int MOST_DIGITS = 10;

    private final InputStream input;
    private final OutputStream output;
    private boolean chunked;

    Framing(InputStream input, OutputStream output) {
        this.input = new BufferedInputStream(input);
        this.output = output;
    }

    /** From here on both sides send chunks. */
    void useChunks() {
        chunked = true;
    }

    /** Whether both sides do, as those do who know version 1.1 of the protocol. */
    boolean usesChunks() {
        return chunked;
    }

    /**
     * The bytes of the next message; nothing where the peer is done.
     *
     * @throws FramingException where it is not framed as agreed or too long, after which nothing more can be read
     */
    Optional<byte[]> read() throws IOException, FramingException {
        return chunked ? readChunks() : readToEnd();
    }

    void write(XmlElement root, Map<String, String> written) throws IOException {
        OutputStream framed = chunked ? new BufferedOutputStream(new Chunks(), CHUNK_BYTES) : output;
        Writer writer = new BufferedWriter(new OutputStreamWriter(framed, UTF_8), CHUNK_BYTES);
        new XmlWriter(writer).message(root, written);
        writer.flush();
        output.write(chunked ? END_OF_CHUNKS : END);
        output.flush();
    }

    private Optional<byte[]> readToEnd() throws IOException, FramingException {
        Message message = new Message();
        for (int b = input.read(); b >= 0; b = input.read()) {
            message.write(b);
            if (b == '>' && message.endsWith(END)) {
                return Optional.of(Arrays.copyOf(message.toByteArray(), message.size() - END.length));
            }
            requireFits(message.size());
        }
        if (!message.toString(UTF_8).isBlank()) {
            throw cutShort();
        }
        return Optional.empty();
    }

    private Optional<byte[]> readChunks() throws IOException, FramingException {
        Message message = new Message();
        int first = input.read();
        if (first < 0) {
            return Optional.empty();
        }
        require(first, '\n');
        while (true) {
            require(input.read(), '#');
            int sign = next();
            if (sign == '#') {
                require(input.read(), '\n');
                if (message.size() == 0) {
                    throw new FramingException("A message has at least one chunk");
                }
                return Optional.of(message.toByteArray());
            }
            int size = chunkSize(sign);
            requireFits(message.size() + size);
            byte[] chunk = input.readNBytes(size);
            message.write(chunk, 0, chunk.length);
            require(input.read(), '\n');
        }
    }

    private int chunkSize(int firstDigit) throws IOException, FramingException {
        if (firstDigit < '1' || firstDigit > '9') {
            throw new FramingException("A chunk begins with its size, such as #120");
        }
        long size = 0;
        int digits = 0;
        for (int digit = firstDigit; digit != '\n'; digit = next()) {
            if (digit < '0' || digit > '9' || ++digits > MOST_DIGITS) {
                throw new FramingException("The size of a chunk has up to %d digits".formatted(MOST_DIGITS));
            }
            size = size * 10 + digit - '0';
        }
        requireFits(size);
        return (int) size;
    }

    private int next() throws IOException {
        int read = input.read();
        if (read < 0) {
            throw cutShort();
        }
        return read;
    }

    private static EOFException cutShort() {
        return new EOFException("The stream ended within a message");
    }

    private static void requireFits(long size) throws FramingException {
        if (size > MOST_BYTES) {
            throw new FramingException("A message may have %d MiB".formatted(MOST_BYTES >> 20));
        }
    }

    private static void require(int read, char expected) throws IOException, FramingException {
        if (read < 0) {
            throw cutShort();
        }
        if (read != expected) {
            throw new FramingException("Expected %s of the chunked framing, got byte %d"
                    .formatted(expected == '\n' ? "a new line" : "'#'", read));
        }
    }

    /** The peer does not keep to the framing. */
    static final class FramingException extends Exception {
        private static final long serialVersionUID = 1L;

        FramingException(String message) {
            super(message);
        }
    }

    /** The bytes of a message so far. */
    private static final class Message extends ByteArrayOutputStream {
        boolean endsWith(byte[] mark) {
            return count >= mark.length && Arrays.equals(buf, count - mark.length, count, mark, 0, mark.length);
        }
    }

    /** Each write is a chunk. */
    private final class Chunks extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                output.write("\n#%d\n".formatted(length).getBytes(US_ASCII));
                output.write(bytes, offset, length);
            }
        }
    }
}
