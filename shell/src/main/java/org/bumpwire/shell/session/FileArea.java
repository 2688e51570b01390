package org.bumpwire.shell.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.shell.grammar.Choice;

/**
 * The files that an operator may name.
 *
 * <p>Who sits at the console owns the process and may name any file. Who comes over the network sees one directory, for
 * the process could read much that is not theirs.
 */
public final class FileArea {
    private static final long MOST_BYTES = 16L << 20;
    private static final int MOST_CHOICES = 200;

    private final Path root;
    private final boolean confined;

    FileArea(Device device, Operator operator) {
        this.confined = operator.origin() == Operator.Origin.SSH;
        this.root = confined ? device.files() : Path.of("");
    }

    /** An existing file that may be read. */
    public Path readable(String typed) throws CommandException {
        Path file = place(typed);
        if (!Files.isRegularFile(file)) {
            throw new CommandException("File \"%s\" does not exist%s".formatted(typed, whereToPut()));
        }
        if (!Files.isReadable(file)) {
            throw new CommandException("File \"%s\" may not be read by the device".formatted(typed));
        }
        return file;
    }

    public List<String> lines(String typed) throws CommandException {
        Path file = readable(typed);
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandException("File \"%s\" is larger than 16 MiB".formatted(typed));
            }
            return Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new CommandException("File \"%s\" is no UTF-8 text".formatted(typed));
        } catch (IOException e) {
            throw new CommandException("File \"%s\" cannot be read: %s".formatted(typed, reason(e)));
        }
    }

    /** Writes a new file, readable by the device's own user alone; either the whole file is there afterwards or none. */
    public void write(String typed, List<String> lines) throws CommandException {
        write(typed, part -> Files.write(part, lines));
    }

    /** Writes bytes as {@link #write(String, List)} writes lines. */
    public void write(String typed, byte[] content) throws CommandException {
        write(typed, part -> Files.write(part, content));
    }

    private void write(String typed, Writing writing) throws CommandException {
        Path file = place(typed);
        if (Files.exists(file)) {
            throw new CommandException("File \"%s\" exists already; choose another name".formatted(typed));
        }
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory == null || !Files.isDirectory(directory)) {
                throw new CommandException("The directory of file \"%s\" does not exist".formatted(typed));
            }
            Path whole = Files.createTempFile(directory, ".save", ".part");
            try {
                writing.to(whole);
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new CommandException("File \"%s\" cannot be written: %s".formatted(typed, reason(e)));
        }
    }

    /** Fills a file. */
    private interface Writing {
        void to(Path part) throws IOException;
    }

    /** Files and directories whose names begin so. */
    public List<Choice> choices(String prefix) {
        int slash = prefix.lastIndexOf('/');
        String directory = prefix.substring(0, slash + 1);
        String name = prefix.substring(slash + 1);
        try (Stream<Path> entries = Files.list(place(directory.isEmpty() ? "." : directory))) {
            return entries.filter(e -> fileName(e).startsWith(name))
                    .filter(e -> !name.isEmpty() || !fileName(e).startsWith("."))
                    .sorted()
                    .limit(MOST_CHOICES)
                    .map(e -> Choice.path(
                            directory + fileName(e) + (Files.isDirectory(e) ? "/" : ""), Files.isDirectory(e)))
                    .toList();
        } catch (IOException | UncheckedIOException | CommandException e) {
            return List.of();
        }
    }

    private Path place(String typed) throws CommandException {
        try {
            if (!confined) {
                return typed.startsWith("~/")
                        ? Path.of(System.getProperty("user.home", "."), typed.substring(2))
                        : Path.of(typed);
            }
            Files.createDirectories(root);
            Path place = root.resolve(typed).normalize();
            if (place.startsWith(root.normalize())
                    && existing(place).toRealPath().startsWith(root.toRealPath())) {
                return place;
            }
        } catch (InvalidPathException e) {
            throw new CommandException("\"%s\" is no file name".formatted(typed));
        } catch (IOException e) {
            throw new CommandException("File \"%s\" cannot be reached: %s".formatted(typed, reason(e)));
        }
        throw new CommandException(
                "File \"%s\" is outside the file area; name a file in %s without a leading /".formatted(typed, root));
    }

    /** The path itself or the nearest of its directories that is there, so that no symbolic link leads out. */
    private static Path existing(Path place) throws IOException {
        Path existing = place;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = existing.getParent();
            if (parent == null) {
                throw new NoSuchFileException(place.toString());
            }
            existing = parent;
        }
        return existing;
    }

    private String whereToPut() {
        return confined ? "; files of operators from the network are in " + root : "";
    }

    private static String fileName(Path entry) {
        return String.valueOf(entry.getFileName());
    }

    private static String reason(IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
