package org.bumpwire.config.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.Token;
import org.bumpwire.config.tree.Words;

/**
 * The bytes of a {@link Snapshot}: a ZIP archive with the text of its revision, which tells in a remark who took it and how many objects there are, and
 * the vault's objects in a folder.
 */
final class SnapshotArchive {
    /** The most that an archive may hold, unpacked. */
    private static final int MOST_BYTES = 256 << 20;

    private static final String CONFIGURATION = "configuration.conf";
    private static final String OBJECTS = "vault/";
    private static final String TAKEN = "snapshot";

    private SnapshotArchive() {}

    static byte[] write(Snapshot snapshot) throws IOException {
        String taken = "%s %s %s %s %d"
                .formatted(
                        TAKEN,
                        snapshot.time(),
                        Words.quote(snapshot.user()),
                        Words.quote(snapshot.comment()),
                        snapshot.objects().size());
        byte[] text = RevisionText.write(
                new RevisionText.Stored(
                        snapshot.saved().revision(), snapshot.saved().tree()),
                List.of(taken));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long unpacked = text.length;
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, CONFIGURATION, text);
            for (Map.Entry<String, byte[]> object : new TreeMap<>(snapshot.objects()).entrySet()) {
                put(zip, OBJECTS + object.getKey(), object.getValue());
                unpacked += object.getValue().length;
            }
        }
        if (unpacked > MOST_BYTES) {
            throw new IOException("it would have more than %d MiB".formatted(MOST_BYTES >> 20));
        }
        return bytes.toByteArray();
    }

    static Snapshot read(String name, Path file, byte[] content) throws IOException, DamagedFileException {
        Map<String, byte[]> entries = entries(file, content);
        byte[] text = entries.remove(CONFIGURATION);
        if (text == null) {
            throw new DamagedFileException("'%s' is cut off or no snapshot".formatted(file));
        }
        RevisionText.Stored stored = RevisionText.read(file, text);
        List<Token> taken = taken(file, text);
        Map<String, byte[]> objects = new HashMap<>();
        entries.forEach((entry, bytes) -> objects.put(entry.substring(OBJECTS.length()), bytes));
        if (!taken.get(4).text().equals(Integer.toString(objects.size()))) {
            throw new DamagedFileException("'%s' is cut off".formatted(file));
        }
        return new Snapshot(
                name,
                time(file, taken.get(1).text()),
                taken.get(2).text(),
                taken.get(3).text(),
                new RevisionFolder.Saved(stored.revision(), stored.tree()),
                objects);
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static Map<String, byte[]> entries(Path file, byte[] content) throws DamagedFileException {
        Map<String, byte[]> entries = new HashMap<>();
        int left = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] bytes = zip.readNBytes(left);
                left -= bytes.length;
                boolean known =
                        entry.getName().equals(CONFIGURATION) || entry.getName().startsWith(OBJECTS);
                if (!known || left == 0) {
                    throw new DamagedFileException("'%s' has what no snapshot has".formatted(file));
                }
                entries.put(entry.getName(), bytes);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new DamagedFileException("'%s' is cut off or damaged".formatted(file));
        }
        return entries;
    }

    private static List<Token> taken(Path file, byte[] text) throws DamagedFileException {
        List<String> remarks = RevisionText.readRemarks(file, text);
        try {
            List<Token> words = Words.split(remarks.isEmpty() ? "" : remarks.get(0));
            if (words.size() == 5 && words.get(0).text().equals(TAKEN)) {
                return words;
            }
        } catch (StatementException e) {
            throw new DamagedFileException("'%s' does not say who took it".formatted(file));
        }
        throw new DamagedFileException("'%s' does not say who took it".formatted(file));
    }

    private static Instant time(Path file, String text) throws DamagedFileException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new DamagedFileException("'%s' does not say when it was taken".formatted(file));
        }
    }
}
