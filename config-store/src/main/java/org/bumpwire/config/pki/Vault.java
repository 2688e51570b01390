package org.bumpwire.config.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where certificates and private keys rest, each under the hash of its content, so that configurations name them as
 * plain text and old revisions keep their meaning.
 *
 * <p>Certificates lie as PEM files, keys are encrypted under the device key. Safe for use by many threads.
 */
public final class Vault {
    private static final Pattern ID = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String KEY_SUFFIX = ".key";
    private static final String CHAIN_SUFFIX = ".pem";
    private static final int MAX_CACHED = 1000;

    private final ObjectStorage storage;
    private final DeviceKey deviceKey;
    private final RecentlyUsed<List<X509Certificate>> chains = new RecentlyUsed<>(MAX_CACHED);
    private final RecentlyUsed<PrivateKey> keys = new RecentlyUsed<>(MAX_CACHED);

    private Vault(ObjectStorage storage, DeviceKey deviceKey) {
        this.storage = storage;
        this.deviceKey = deviceKey;
    }

    /** Opens the vault in a directory, whose key file is {@code device.key} in it. */
    public static Vault open(Path directory) throws PkiException {
        return open(directory, directory.resolve("device.key"));
    }

    /** Opens, or makes at first use, the vault in a directory whose private keys are encrypted under a key file. */
    public static Vault open(Path directory, Path keyFile) throws PkiException {
        PrivateFiles files = PrivateFiles.in(directory);
        List<String> keyNames = keyNames(files);
        if (Files.exists(keyFile)) {
            Vault vault = new Vault(files, DeviceKey.read(keyFile));
            vault.requireFittingKey(keyNames, keyFile);
            return vault;
        }
        if (!keyNames.isEmpty()) {
            throw new PkiException(
                    "Device key file '%s' is missing although '%s' holds private keys: restore it from a backup"
                            .formatted(keyFile, directory));
        }
        return new Vault(files, DeviceKey.create(keyFile));
    }

    /** A vault that forgets everything with the process. */
    public static Vault inMemory() {
        return new Vault(new MemoryStorage(), DeviceKey.random());
    }

    /** Whether the text has the form of an id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** Stores certificates, the operator's own first, and answers their id; storing them again changes nothing. */
    public String putChain(List<X509Certificate> chain) throws PkiException {
        if (chain.isEmpty()) {
            throw new PkiException("There is no certificate to store");
        }
        byte[] pem = CertificatePem.encode(chain).getBytes(US_ASCII);
        String id = idOf(pem);
        if (!Arrays.equals(pem, read(id, CHAIN_SUFFIX).orElse(null))) {
            write(id, CHAIN_SUFFIX, pem);
        }
        chains.put(id, List.copyOf(chain));
        return id;
    }

    /** Stores a private key, encrypted, and answers its id; storing it again changes nothing. */
    public String putKey(PrivateKey key) throws PkiException {
        PrivateKey normal = PrivateKeys.normalised(key);
        byte[] clear = normal.getEncoded();
        try {
            String id = idOf(clear);
            if (!holdsKey(id)) {
                write(id, KEY_SUFFIX, deviceKey.seal(clear, id));
            }
            keys.put(id, normal);
            return id;
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** The certificates under an id, in the order in which they were stored. */
    public List<X509Certificate> chain(String id) throws PkiException {
        Optional<List<X509Certificate>> known = chains.find(requireId(id));
        if (known.isPresent()) {
            return known.get();
        }
        byte[] pem = read(id, CHAIN_SUFFIX)
                .orElseThrow(
                        () -> new PkiException("The vault holds no certificate '%s': import it again".formatted(id)));
        if (!idOf(pem).equals(id)) {
            throw new PkiException(
                    "Certificate file '%s' is damaged: import it again".formatted(file(id, CHAIN_SUFFIX)));
        }
        List<X509Certificate> chain = Certificates.ofPem(pem, file(id, CHAIN_SUFFIX));
        chains.put(id, chain);
        return chain;
    }

    /** The private key under an id. */
    public PrivateKey key(String id) throws PkiException {
        Optional<PrivateKey> known = keys.find(requireId(id));
        if (known.isPresent()) {
            return known.get();
        }
        byte[] sealed = read(id, KEY_SUFFIX)
                .orElseThrow(
                        () -> new PkiException("The vault holds no private key '%s': import it again".formatted(id)));
        byte[] clear = unsealed(sealed, id);
        try {
            PrivateKey key = PrivateKeys.ofPkcs8(clear);
            keys.put(id, key);
            return key;
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    private byte[] unsealed(byte[] sealed, String id) throws PkiException {
        try {
            return deviceKey.open(sealed, id);
        } catch (GeneralSecurityException e) {
            throw new PkiException(
                    "Private key file '%s' is damaged: import the key again".formatted(file(id, KEY_SUFFIX)), e);
        }
    }

    private boolean holdsKey(String id) throws PkiException {
        Optional<byte[]> sealed = read(id, KEY_SUFFIX);
        return sealed.isPresent() && opens(sealed.get(), id);
    }

    private boolean opens(byte[] sealed, String id) {
        try {
            Arrays.fill(deviceKey.open(sealed, id), (byte) 0);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** One key that opens proves the device key; a single damaged file must not keep the device from starting. */
    private void requireFittingKey(List<String> keyNames, Path keyFile) throws PkiException {
        for (String name : keyNames) {
            if (holdsKey(name.replace(KEY_SUFFIX, "").replace('-', ':'))) {
                return;
            }
        }
        if (!keyNames.isEmpty()) {
            throw new PkiException(
                    "Device key file '%s' does not fit the private keys in '%s': restore the right one from a backup"
                            .formatted(keyFile, storage.location()));
        }
    }

    private static List<String> keyNames(ObjectStorage storage) throws PkiException {
        try {
            return storage.names().stream()
                    .filter(name -> name.startsWith("sha256-") && name.endsWith(KEY_SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new PkiException(
                    "Directory '%s' cannot be read: %s".formatted(storage.location(), PrivateFiles.reason(e)), e);
        }
    }

    private Optional<byte[]> read(String id, String suffix) throws PkiException {
        try {
            return storage.read(name(id, suffix));
        } catch (IOException e) {
            throw new PkiException(
                    "File '%s' cannot be read: %s".formatted(file(id, suffix), PrivateFiles.reason(e)), e);
        }
    }

    private void write(String id, String suffix, byte[] content) throws PkiException {
        try {
            storage.write(name(id, suffix), content);
        } catch (IOException e) {
            throw new PkiException(
                    "File '%s' cannot be written: %s".formatted(file(id, suffix), PrivateFiles.reason(e)), e);
        }
    }

    private String file(String id, String suffix) {
        return storage.location() + "/" + name(id, suffix);
    }

    private static String name(String id, String suffix) {
        return id.replace(':', '-') + suffix;
    }

    private static String requireId(String id) throws PkiException {
        if (!isId(id)) {
            throw new PkiException(
                    "'%s' is no object of the vault, expected sha256: and 64 hexadecimal digits".formatted(id));
        }
        return id;
    }

    private static String idOf(byte[] content) {
        try {
            return "sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
