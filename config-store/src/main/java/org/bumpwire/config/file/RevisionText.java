package org.bumpwire.config.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.Token;
import org.bumpwire.config.tree.TreePrinter;
import org.bumpwire.config.tree.Words;

/**
 * The text of a revision on disk: a line that says who made it and when, the statements that {@code display} shows, and
 * a checksum over all that.
 *
 * <p>{@code read(write(revision, tree))} equals the two.
 */
final class RevisionText {
    private static final String HEADER = "# bumpwire-configuration 1 ";
    private static final String REMARK = "#: ";
    private static final String CHECKSUM = "# sha256 ";
    private static final Pattern LAST_LINE = Pattern.compile(CHECKSUM + "([0-9a-f]{64})\n");
    private static final int LAST_LINE_LENGTH = CHECKSUM.length() + 64 + 1;

    private RevisionText() {}

    /**
     * What a file says that is as it was written.
     *
     * @param header the words of the first line
     * @param text all lines but the last
     */
    private record Whole(String header, String text) {}

    /** A revision with its configuration. */
    record Stored(Revision revision, ConfigTree tree) {}

    static byte[] write(Stored stored) {
        return write(stored, List.of());
    }

    /** The same with remarks behind the first line, one a line. */
    static byte[] write(Stored stored, List<String> remarks) {
        StringBuilder body = new StringBuilder(HEADER);
        body.append(words(stored.revision())).append('\n');
        remarks.forEach(remark -> body.append(REMARK).append(remark).append('\n'));
        body.append(TreePrinter.complete().text(stored.tree()));
        byte[] text = body.toString().getBytes(UTF_8);
        byte[] lastLine = (CHECKSUM + sha256(text, text.length) + "\n").getBytes(UTF_8);
        byte[] all = Arrays.copyOf(text, text.length + lastLine.length);
        System.arraycopy(lastLine, 0, all, text.length, lastLine.length);
        return all;
    }

    /** A revision as the words of one line. */
    static String words(Revision revision) {
        return "%d %s %s %s %s %s"
                .formatted(
                        revision.id(),
                        revision.time(),
                        Words.quote(revision.user()),
                        Words.quote(revision.address()),
                        Words.quote(revision.comment()),
                        Words.quote(revision.label()));
    }

    /** The remarks of a file that is whole. */
    static List<String> readRemarks(Path file, byte[] content) throws DamagedFileException {
        return whole(file, content)
                .text()
                .lines()
                .filter(line -> line.startsWith(REMARK))
                .map(line -> line.substring(REMARK.length()))
                .toList();
    }

    static Stored read(Path file, byte[] content) throws DamagedFileException {
        Whole whole = whole(file, content);
        ConfigLoader.Loaded loaded = ConfigLoader.load(
                ConfigTree.empty(), ConfigPath.root(), whole.text().lines().toList());
        if (!loaded.problems().isEmpty()) {
            throw new DamagedFileException("'%s' has statements that this version does not know: %s"
                    .formatted(file, loaded.problems().get(0)));
        }
        return new Stored(revision(file, whole.header()), loaded.tree());
    }

    /** Reads the first line only, but of a file that is whole. */
    static Revision readRevision(Path file, byte[] content) throws DamagedFileException {
        return revision(file, whole(file, content).header());
    }

    private static Whole whole(Path file, byte[] content) throws DamagedFileException {
        int end = Math.max(content.length - LAST_LINE_LENGTH, 0);
        String text = decoded(file, content, end);
        Matcher lastLine = LAST_LINE.matcher(new String(content, end, content.length - end, ISO_8859_1));
        int endOfFirst = text.indexOf('\n');
        if (!text.startsWith(HEADER) || endOfFirst < 0 || !lastLine.matches()) {
            throw new DamagedFileException("'%s' is cut off or no configuration".formatted(file));
        }
        if (!sha256(content, end).equals(lastLine.group(1))) {
            throw new DamagedFileException("'%s' was changed: its checksum differs".formatted(file));
        }
        return new Whole(text.substring(HEADER.length(), endOfFirst), text);
    }

    /** Reads the words of a revision. */
    static Revision revision(Path file, String header) throws DamagedFileException {
        try {
            List<Token> words = Words.split(header);
            // Devices of before there were labels wrote five words.
            if (words.size() == 5 || words.size() == 6) {
                return new Revision(
                        Long.parseLong(words.get(0).text()),
                        Instant.parse(words.get(1).text()),
                        words.get(2).text(),
                        words.get(3).text(),
                        words.get(4).text(),
                        words.size() == 6 ? words.get(5).text() : "");
            }
        } catch (StatementException | NumberFormatException | DateTimeException e) {
            throw new DamagedFileException("'%s' has a first line that is none of ours".formatted(file));
        }
        throw new DamagedFileException("'%s' has a first line that is none of ours".formatted(file));
    }

    private static String decoded(Path file, byte[] content, int length) throws DamagedFileException {
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(content, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DamagedFileException("'%s' is no text".formatted(file));
        }
    }

    private static String sha256(byte[] text, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(text, 0, length);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
