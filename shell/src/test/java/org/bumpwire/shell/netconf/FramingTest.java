package org.bumpwire.shell.netconf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.bumpwire.shell.netconf.Framing.FramingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FramingTest {
    private static final String MESSAGE = "<a>]]> é</a>";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void readsChunksHoweverAMessageIsCut(long seed) throws Exception {
        Random random = new Random(seed);
        byte[] message = MESSAGE.getBytes(UTF_8);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        for (int i = 0; i < 2; i++) {
            chunks(random, message, sent);
        }

        Framing framing = reading(sent.toByteArray());
        framing.useChunks();

        assertThat(framing.read()).hasValue(message);
        assertThat(framing.read()).hasValue(message);
        assertThat(framing.read()).isEmpty();
    }

    @Test
    void readsMessagesUpToTheirMark() throws Exception {
        Framing framing = reading("<a/>]]>]]>\n<b>]]></b>]]>]]>\n".getBytes(UTF_8));

        assertThat(framing.read()).hasValue("<a/>".getBytes(UTF_8));
        assertThat(framing.read()).hasValue("\n<b>]]></b>".getBytes(UTF_8));
        assertThat(framing.read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsAMessageThatIsCutShortFromTheEnd(boolean chunked) throws Exception {
        byte[] whole = (chunked ? "\n#3\n<a>\n#4\n</a>\n##\n" : "<a></a>]]>]]>").getBytes(UTF_8);
        for (int length = 1; length < whole.length; length++) {
            Framing framing = reading(Arrays.copyOf(whole, length));
            if (chunked) {
                framing.useChunks();
            }
            assertThatThrownBy(framing::read).as("%d bytes", length).isInstanceOf(EOFException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x", "\nx", "\n#x", "\n#01\n", "\n#-1\n", "\n#1x", "\n#12345678901\n", "\n##\n", "\n#1\nab"})
    void refusesOtherFramings(String bytes) {
        Framing framing = reading(bytes.getBytes(UTF_8));
        framing.useChunks();

        assertThatThrownBy(framing::read).isInstanceOf(FramingException.class);
    }

    @Test
    void refusesMoreThanAMessageMayHave() {
        Framing chunks = reading("\n#%d\n".formatted(Framing.MOST_BYTES + 1).getBytes(UTF_8));
        chunks.useChunks();
        byte[] endless = new byte[Framing.MOST_BYTES + 2];
        Arrays.fill(endless, (byte) 'x');

        assertThatThrownBy(chunks::read).isInstanceOf(FramingException.class).hasMessageContaining("16 MiB");
        assertThatThrownBy(() -> reading(endless).read())
                .isInstanceOf(FramingException.class)
                .hasMessageContaining("16 MiB");
    }

    @Test
    void readsBackWhatItWrites() throws Exception {
        XmlElement element = XmlElement.text("urn:t", "a", "é > ".repeat(50_000));
        for (boolean chunked : new boolean[] {false, true}) {
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            Framing writing = new Framing(new ByteArrayInputStream(new byte[0]), sent);
            Framing reading;
            if (chunked) {
                writing.useChunks();
            }
            writing.write(element, Map.of());
            reading = reading(sent.toByteArray());
            if (chunked) {
                reading.useChunks();
            }
            assertThat(XmlReader.read(reading.read().orElseThrow()).root()).isEqualTo(element);
        }
    }

    private static void chunks(Random random, byte[] message, ByteArrayOutputStream sent) throws IOException {
        int at = 0;
        while (at < message.length) {
            int size = 1 + random.nextInt(message.length - at);
            sent.write("\n#%d\n".formatted(size).getBytes(UTF_8));
            sent.write(message, at, size);
            at += size;
        }
        sent.write("\n##\n".getBytes(UTF_8));
    }

    private static Framing reading(byte[] bytes) {
        return new Framing(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    }
}
