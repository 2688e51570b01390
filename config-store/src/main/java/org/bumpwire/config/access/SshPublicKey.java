package org.bumpwire.config.access;

/**
 * A public key as OpenSSH writes it; equal when type and key are, whatever the comment.
 *
 * @param blob the key in the encoding of RFC 4253, section 6.6
 */
@SuppressWarnings({"ArrayRecordComponent", "DoNotCallSuggester"})
public record SshPublicKey(String type, byte[] blob, String comment) {

    /** Reads one line: type, key in Base64, comment. */
    public static SshPublicKey parse(String line) {
        throw new UnsupportedOperationException(line);
    }

    /** Reads a key as it stands in SSH's own messages. */
    public static SshPublicKey ofBlob(byte[] blob) {
        throw new UnsupportedOperationException(String.valueOf(blob.length));
    }
}
