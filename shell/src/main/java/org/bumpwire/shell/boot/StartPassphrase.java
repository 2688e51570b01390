package org.bumpwire.shell.boot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Optional;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.pki.PassphraseSource;
import org.bumpwire.config.pki.PkiException;
import org.jspecify.annotations.Nullable;

/**
 * The passphrase of the device key at a start: the first line of a file that only its owner may read, named on the command
 * line or handed over by systemd as a credential; else what is typed at the terminal without echo.
 */
final class StartPassphrase implements PassphraseSource {
    /** As in {@code LoadCredential=} of systemd.exec(5). */
    static final String CREDENTIAL = "bumpwire-passphrase";

    private static final int MAX_BYTES = 4 * Passwords.MAX_LENGTH + 2;

    private final Optional<Path> file;
    private final Optional<Console> console;

    private StartPassphrase(Optional<Path> file, Optional<Console> console) {
        this.file = file;
        this.console = console;
    }

    /**
     * Looks for the file that was named, else for systemd's.
     *
     * @param credentials systemd's directory, if it handed anything over
     */
    static StartPassphrase of(@Nullable Path named, @Nullable String credentials, Optional<Console> console) {
        Optional<Path> handedOver = Optional.ofNullable(credentials)
                .map(directory -> Path.of(directory, CREDENTIAL))
                .filter(Files::exists);
        return new StartPassphrase(Optional.ofNullable(named).or(() -> handedOver), console);
    }

    @Override
    public Optional<char[]> given() throws PkiException {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(firstLine(file.get()));
    }

    @Override
    public Optional<char[]> asked() {
        return console.map(c -> c.readPassword("Passphrase of the private keys: "));
    }

    /** The first line of a file that only its owner may read. */
    static char[] firstLine(Path file) throws PkiException {
        byte[] content = new byte[0];
        try {
            requireClosed(file);
            try (InputStream in = Files.newInputStream(file)) {
                content = in.readNBytes(MAX_BYTES);
            }
            CharBuffer text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            int length = 0;
            while (length < text.length() && text.charAt(length) != '\n' && text.charAt(length) != '\r') {
                length++;
            }
            char[] line = new char[length];
            text.get(line);
            text.clear().put(new char[text.capacity()]);
            Optional<String> refusal = Passwords.refusal(line);
            if (refusal.isPresent()) {
                throw new PkiException("Passphrase file '%s' is of no use: %s"
                        .formatted(file, refusal.get().replace("password", "passphrase")));
            }
            return line;
        } catch (CharacterCodingException e) {
            throw new PkiException("Passphrase file '%s' is not in UTF-8".formatted(file), e);
        } catch (IOException e) {
            throw new PkiException(
                    "Passphrase file '%s' cannot be read: %s".formatted(file, StateDirectory.reason(e)), e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static void requireClosed(Path file) throws IOException, PkiException {
        for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
            if (!permission.name().startsWith("OWNER_")) {
                throw new PkiException(
                        "Passphrase file '%s' is open to other accounts: close it with chmod 600".formatted(file));
            }
        }
    }
}
