package org.bumpwire.config.pki;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The vault's files by the ids of what is in them: a hash of the content, and a suffix for its kind. */
record ObjectFiles(ObjectStorage storage) {
    private static final Pattern ID = Pattern.compile("sha256:[0-9a-f]{64}");

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static String requireId(String id) throws PkiException {
        if (!isId(id)) {
            throw new PkiException(
                    "'%s' is no object of the vault, expected sha256: and 64 hexadecimal digits".formatted(id));
        }
        return id;
    }

    static String idOf(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    static String name(String id, String suffix) {
        return id.replace(':', '-') + suffix;
    }

    /** The id in the name of a file, if it is one of an object. */
    static Optional<String> id(String name, Collection<String> suffixes) {
        return suffixes.stream()
                .filter(name::endsWith)
                .map(suffix ->
                        name.substring(0, name.length() - suffix.length()).replace('-', ':'))
                .filter(ObjectFiles::isId)
                .findFirst();
    }

    Optional<byte[]> read(String id, String suffix) throws PkiException {
        try {
            return storage.read(name(id, suffix));
        } catch (IOException e) {
            throw new PkiException(
                    "File '%s' cannot be read: %s".formatted(location(id, suffix), PrivateFiles.reason(e)), e);
        }
    }

    void write(String id, String suffix, byte[] content) throws PkiException {
        try {
            storage.write(name(id, suffix), content);
        } catch (IOException e) {
            throw new PkiException(
                    "File '%s' cannot be written: %s".formatted(location(id, suffix), PrivateFiles.reason(e)), e);
        }
    }

    String location(String id, String suffix) {
        return storage.location() + "/" + name(id, suffix);
    }
}
