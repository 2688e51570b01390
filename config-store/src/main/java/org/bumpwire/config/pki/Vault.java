package org.bumpwire.config.pki;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Where certificates and private keys rest, each under the hash of its content, so that configurations name them as
 * plain text and old revisions keep their meaning.
 *
 * <p>Safe for use by many threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Vault {
    /** Opens the vault in a directory, whose key file is {@code device.key} in it. */
    public static Vault open(Path directory) throws PkiException {
        return open(directory, directory.resolve("device.key"));
    }

    /** Opens, or makes at first use, the vault in a directory whose private keys are encrypted under a key file. */
    public static Vault open(Path directory, Path keyFile) throws PkiException {
        throw new UnsupportedOperationException(directory.toString() + keyFile);
    }

    /** A vault that forgets everything with the process. */
    public static Vault inMemory() {
        throw new UnsupportedOperationException();
    }

    /** Stores certificates, the operator's own first, and answers their id; storing them again changes nothing. */
    public String putChain(List<X509Certificate> chain) throws PkiException {
        throw new UnsupportedOperationException(chain.toString());
    }

    /** Stores a private key, encrypted, and answers its id; storing it again changes nothing. */
    public String putKey(PrivateKey key) throws PkiException {
        throw new UnsupportedOperationException(key.getAlgorithm());
    }

    public List<X509Certificate> chain(String id) throws PkiException {
        throw new UnsupportedOperationException(id);
    }

    public PrivateKey key(String id) throws PkiException {
        throw new UnsupportedOperationException(id);
    }

    /** Whether the text has the form of an id. */
    public static boolean isId(String text) {
        return text.matches("sha256:[0-9a-f]{64}");
    }
}
