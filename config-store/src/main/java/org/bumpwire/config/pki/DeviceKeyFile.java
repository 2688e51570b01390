package org.bumpwire.config.pki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.crypto.generators.SCrypt;

/**
 * The file in which the device key rests: as it is, or sealed under a passphrase (scrypt, RFC 7914). Each change replaces
 * the whole file at once, so a crash leaves the old one or the new one.
 */
final class DeviceKeyFile {
    private static final String FORMAT = "BWP1";
    // 64 MiB for each guess: memory is what makes guessing dear on a graphics card.
    private static final int COST = 16;
    private static final int LEAST_COST = 10;
    private static final int MOST_COST = 20;
    private static final int BLOCK_SIZE = 8;
    private static final int SALT_BYTES = 16;
    private static final int HEADER_BYTES = FORMAT.length() + 1 + SALT_BYTES;
    private static final int MAX_BYTES = 256;

    private final Path file;

    DeviceKeyFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    boolean isProtected() throws PkiException {
        PrivateFiles.requireOwnerOnly(file, "Device key file", "600");
        return isProtected(content());
    }

    /** Reads the key; whether a missing one may be made anew is the caller's to know. */
    DeviceKey read(PassphraseSource source) throws PkiException {
        if (!isProtected()) {
            return unprotected();
        }
        Optional<char[]> given = source.given();
        char[] passphrase = (given.isPresent() ? given : source.asked())
                .orElseThrow(() -> new PkiException(
                        "Device key file '%s' is protected by a passphrase: give it with --passphrase-file, or start at a terminal"
                                .formatted(file)));
        try {
            return read(passphrase);
        } finally {
            Arrays.fill(passphrase, '\0');
        }
    }

    DeviceKey read(char[] passphrase) throws PkiException {
        byte[] content = content();
        if (!isProtected(content)) {
            return unprotected();
        }
        byte[] header = Arrays.copyOf(content, HEADER_BYTES);
        int cost = header[FORMAT.length()];
        if (cost < LEAST_COST || cost > MOST_COST) {
            throw damaged();
        }
        byte[] salt = Arrays.copyOfRange(header, FORMAT.length() + 1, HEADER_BYTES);
        try {
            byte[] secret = derived(passphrase, salt, cost)
                    .open(Arrays.copyOfRange(content, HEADER_BYTES, content.length), purpose(header));
            return DeviceKey.taking(secret);
        } catch (GeneralSecurityException e) {
            throw new PkiException("This passphrase does not open device key file '%s'".formatted(file), e);
        }
    }

    void writeUnprotected(DeviceKey key) throws PkiException {
        byte[] secret = key.secret();
        try {
            write(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    void writeProtected(DeviceKey key, char[] passphrase) throws PkiException {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES)
                .put(FORMAT.getBytes(UTF_8))
                .put((byte) COST)
                .put(salt)
                .array();
        byte[] secret = key.secret();
        try {
            byte[] sealed = derived(passphrase, salt, COST).seal(secret, purpose(header));
            write(ByteBuffer.allocate(header.length + sealed.length)
                    .put(header)
                    .put(sealed)
                    .array());
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private DeviceKey unprotected() throws PkiException {
        byte[] secret = content();
        if (secret.length != DeviceKey.KEY_BYTES) {
            throw damaged();
        }
        return DeviceKey.taking(secret);
    }

    private PkiException damaged() {
        return new PkiException("Device key file '%s' is damaged, it must hold %d bytes: restore it from a backup"
                .formatted(file, DeviceKey.KEY_BYTES));
    }

    private static boolean isProtected(byte[] content) {
        return content.length > HEADER_BYTES
                && Arrays.equals(FORMAT.getBytes(UTF_8), Arrays.copyOf(content, FORMAT.length()));
    }

    /** The header is authenticated with the key. */
    private static String purpose(byte[] header) {
        return "device-key " + HexFormat.of().formatHex(header);
    }

    private static DeviceKey derived(char[] passphrase, byte[] salt, int cost) {
        ByteBuffer encoded = UTF_8.encode(CharBuffer.wrap(passphrase));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        try {
            return DeviceKey.taking(SCrypt.generate(bytes, salt, 1 << cost, BLOCK_SIZE, 1, DeviceKey.KEY_BYTES));
        } finally {
            Arrays.fill(bytes, (byte) 0);
            encoded.clear().put(new byte[encoded.capacity()]);
        }
    }

    private byte[] content() throws PkiException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw new PkiException(
                    "Device key file '%s' cannot be read: %s".formatted(file, PrivateFiles.reason(e)), e);
        }
    }

    private void write(byte[] content) throws PkiException {
        try {
            new PrivateFiles(file.toAbsolutePath().resolveSibling(""))
                    .write(file.getFileName().toString(), content);
        } catch (IOException e) {
            throw new PkiException(
                    "Device key file '%s' cannot be written: %s".formatted(file, PrivateFiles.reason(e)), e);
        }
    }
}
