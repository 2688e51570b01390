package org.bumpwire.config.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
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
    private static final Pattern FORM =
            Pattern.compile("(" + HEADER + "([^\n]*)\n.*)" + CHECKSUM + "([0-9a-f]{64})\n", Pattern.DOTALL);

    private RevisionText() {}

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
        return (body + CHECKSUM + sha256(body.toString()) + "\n").getBytes(UTF_8);
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
                .group(1)
                .lines()
                .filter(line -> line.startsWith(REMARK))
                .map(line -> line.substring(REMARK.length()))
                .toList();
    }

    static Stored read(Path file, byte[] content) throws DamagedFileException {
        Matcher form = whole(file, content);
        ConfigLoader.Loaded loaded = ConfigLoader.load(
                ConfigTree.empty(), ConfigPath.root(), form.group(1).lines().toList());
        if (!loaded.problems().isEmpty()) {
            throw new DamagedFileException("'%s' has statements that this version does not know: %s"
                    .formatted(file, loaded.problems().get(0)));
        }
        return new Stored(revision(file, form.group(2)), loaded.tree());
    }

    /** Reads the first line only, but of a file that is whole. */
    static Revision readRevision(Path file, byte[] content) throws DamagedFileException {
        return revision(file, whole(file, content).group(2));
    }

    private static Matcher whole(Path file, byte[] content) throws DamagedFileException {
        Matcher form = FORM.matcher(decoded(file, content));
        if (!form.matches()) {
            throw new DamagedFileException("'%s' is cut off or no configuration".formatted(file));
        }
        if (!sha256(form.group(1)).equals(form.group(3))) {
            throw new DamagedFileException("'%s' was changed: its checksum differs".formatted(file));
        }
        return form;
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

    private static String decoded(Path file, byte[] content) throws DamagedFileException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new DamagedFileException("'%s' is no text".formatted(file));
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
