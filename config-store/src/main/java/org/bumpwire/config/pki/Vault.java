package org.bumpwire.config.pki;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where certificates and private keys rest, each under the hash of its content, so that configurations name them as
 * plain text and old revisions keep their meaning.
 *
 * <p>Certificates lie as PEM files, keys are encrypted under the device key. Safe for use by many threads.
 */
public final class Vault {
    static final String KEY_SUFFIX = KeyRest.SUFFIX;
    static final String CHAIN_SUFFIX = ".pem";
    private static final String DOCUMENT_SUFFIX = ".der";
    static final List<String> SUFFIXES = List.of(KEY_SUFFIX, CHAIN_SUFFIX, DOCUMENT_SUFFIX);
    /** More than a configuration may have, for one too few would have each commit read them all again. */
    private static final int MAX_CACHED = 4_000;
    /** What was put lately may be about to be named by a candidate. */
    private static final Duration FRESH = Duration.ofHours(1);

    private final ObjectStorage storage;
    private final ObjectFiles files;
    private final KeyRest keyRest;
    private final KeyProtection protection;
    private final DeviceKey deviceKey;
    private final InstantSource clock;
    private final Map<String, Instant> putLately = new ConcurrentHashMap<>();
    private final RecentlyUsed<List<X509Certificate>> chains = new RecentlyUsed<>(MAX_CACHED);
    private final KeyPairs pairs = new KeyPairs(this);
    private final RecentlyUsed<PrivateKey> keys = new RecentlyUsed<>(MAX_CACHED);

    private Vault(ObjectStorage storage, @Nullable DeviceKeyFile keyFile, DeviceKey deviceKey, InstantSource clock) {
        this.storage = storage;
        this.files = new ObjectFiles(storage);
        this.protection = new KeyProtection(keyFile, deviceKey);
        this.deviceKey = deviceKey;
        this.clock = clock;
        keyRest = new KeyRest(storage);
    }

    /** Opens the vault in a directory, whose key file is {@code device.key} in it. */
    public static Vault open(Path directory) throws PkiException {
        return open(directory, PassphraseSource.NONE, InstantSource.system());
    }

    /** Opens, or makes at first use, the vault in a directory whose key file a passphrase may protect. */
    public static Vault open(Path directory, PassphraseSource passphrase, InstantSource clock) throws PkiException {
        Path keyFile = directory.resolve("device.key");
        PrivateFiles files = PrivateFiles.in(directory);
        DeviceKeyFile deviceKeyFile = new DeviceKeyFile(keyFile);
        List<String> keyNames = keyNames(files);
        if (deviceKeyFile.exists()) {
            Vault vault = new Vault(files, deviceKeyFile, deviceKeyFile.read(passphrase), clock);
            vault.requireFittingKey(keyNames, keyFile);
            return vault;
        }
        if (!keyNames.isEmpty()) {
            throw new PkiException(
                    "Device key file '%s' is missing although '%s' holds private keys: restore it from a backup"
                            .formatted(keyFile, directory));
        }
        DeviceKey made = DeviceKey.random();
        Optional<char[]> protection = passphrase.given();
        if (protection.isPresent()) {
            deviceKeyFile.writeProtected(made, protection.get());
            Arrays.fill(protection.get(), '\0');
        } else {
            deviceKeyFile.writeUnprotected(made);
        }
        return new Vault(files, deviceKeyFile, made, clock);
    }

    /** A vault that forgets everything with the process. */
    public static Vault inMemory() {
        return new Vault(new MemoryStorage(), null, DeviceKey.random(), InstantSource.system());
    }

    public KeyProtection protection() {
        return protection;
    }

    /** Whether keys that are put rest on disk. */
    public boolean persistsKeys() {
        return keyRest.onDisk();
    }

    /** Writes to disk the keys that are in memory only, ahead of {@link #persistKeys}; answers what takes it back. */
    public Runnable beginPersistingKeys() throws PkiException {
        try {
            List<String> copied = keyRest.copyToDisk();
            return () -> keyRest.removeFromDisk(copied);
        } catch (IOException e) {
            throw new PkiException(
                    "Private keys cannot be written to '%s': %s".formatted(storage.location(), PrivateFiles.reason(e)),
                    e);
        }
    }

    /** From here on private keys rest on disk. */
    public void persistKeys() throws PkiException {
        try {
            keyRest.useDisk();
        } catch (IOException e) {
            throw new PkiException(
                    "Directory '%s' cannot be read: %s".formatted(storage.location(), PrivateFiles.reason(e)), e);
        }
    }

    /** From here on private keys are in memory only, and those on disk are removed from it. */
    public void keepKeysInMemory() throws PkiException {
        try {
            keyRest.useMemory();
        } catch (IOException e) {
            throw new PkiException(
                    "Private keys cannot be removed from '%s': %s"
                            .formatted(storage.location(), PrivateFiles.reason(e)),
                    e);
        }
    }

    /** How many private keys there are. */
    public int keys() throws PkiException {
        return names(keyRest::names).size();
    }

    /** How many private keys are on disk. */
    public int keysOnDisk() throws PkiException {
        return names(keyRest::namesOnDisk).size();
    }

    /** Whether the private key under an id is there. */
    public boolean hasKey(String id) {
        try {
            return isId(id) && keyRest.read(ObjectFiles.name(id, KEY_SUFFIX)).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    public KeyPairs pairs() {
        return pairs;
    }

    /** Forgets what was read, so that it is read from disk again. */
    public void forgetRead() {
        chains.clear();
        keys.clear();
        pairs.forget();
    }

    /** The ids of certificates and keys that nobody put lately. */
    public synchronized Set<String> settledIds() throws PkiException {
        Instant fresh = clock.instant().minus(FRESH);
        putLately.values().removeIf(put -> put.isBefore(fresh));
        return Stream.concat(names(storage::names).stream(), names(keyRest::names).stream())
                .map(Vault::id)
                .flatMap(Optional::stream)
                .filter(id -> !putLately.containsKey(id))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Removes what is under an id, unless somebody has just put it again. */
    public synchronized void remove(String id) throws PkiException {
        if (putLately.containsKey(ObjectFiles.requireId(id))) {
            return;
        }
        try {
            keyRest.delete(ObjectFiles.name(id, KEY_SUFFIX));
            storage.delete(ObjectFiles.name(id, CHAIN_SUFFIX));
            storage.delete(ObjectFiles.name(id, DOCUMENT_SUFFIX));
        } catch (IOException e) {
            throw new PkiException(
                    "Object '%s' cannot be removed from '%s': %s"
                            .formatted(id, storage.location(), PrivateFiles.reason(e)),
                    e);
        }
        chains.forget(id);
        keys.forget(id);
    }

    private static Optional<String> id(String name) {
        return ObjectFiles.id(name, SUFFIXES);
    }

    /** Its objects as they rest on disk, to be set aside and brought back. */
    public RestingObjects resting() {
        return new RestingObjects(storage, deviceKey, this);
    }

    private interface Names {
        List<String> read() throws IOException;
    }

    private List<String> names(Names names) throws PkiException {
        try {
            return names.read();
        } catch (IOException e) {
            throw new PkiException(
                    "Directory '%s' cannot be read: %s".formatted(storage.location(), PrivateFiles.reason(e)), e);
        }
    }

    /** Whether the text has the form of an id. */
    public static boolean isId(String text) {
        return ObjectFiles.isId(text);
    }

    /** Stores certificates, the operator's own first, and answers their id; storing them again changes nothing. */
    public synchronized String putChain(List<X509Certificate> chain) throws PkiException {
        if (chain.isEmpty()) {
            throw new PkiException("There is no certificate to store");
        }
        byte[] pem = CertificatePem.encode(chain).getBytes(US_ASCII);
        String id = ObjectFiles.idOf(pem);
        putLately.put(id, clock.instant());
        if (!Arrays.equals(pem, files.read(id, CHAIN_SUFFIX).orElse(null))) {
            files.write(id, CHAIN_SUFFIX, pem);
        }
        chains.put(id, List.copyOf(chain));
        return id;
    }

    /** Stores something public that is no certificate, such as a signing request, and answers its id. */
    public synchronized String putDocument(byte[] content) throws PkiException {
        String id = ObjectFiles.idOf(content);
        putLately.put(id, clock.instant());
        if (!Arrays.equals(content, files.read(id, DOCUMENT_SUFFIX).orElse(null))) {
            files.write(id, DOCUMENT_SUFFIX, content);
        }
        return id;
    }

    /** What {@link #putDocument} stored under an id. */
    public byte[] document(String id) throws PkiException {
        byte[] content = files.read(ObjectFiles.requireId(id), DOCUMENT_SUFFIX)
                .orElseThrow(() -> new PkiException("The vault holds no document '%s'".formatted(id)));
        if (!ObjectFiles.idOf(content).equals(id)) {
            throw new PkiException("File '%s' is damaged".formatted(files.location(id, DOCUMENT_SUFFIX)));
        }
        return content;
    }

    /** Stores a private key, encrypted, and answers its id; storing it again changes nothing. */
    public String putKey(PrivateKey key) throws PkiException {
        return putKey(key, true);
    }

    /**
     * Stores a private key as {@link #putKey(PrivateKey)} does, or keeps it in memory only.
     *
     * @param mayRest whether it may rest on disk, if keys do
     */
    public synchronized String putKey(PrivateKey key, boolean mayRest) throws PkiException {
        PrivateKey normal = PrivateKeys.normalised(key);
        byte[] clear = normal.getEncoded();
        try {
            String id = ObjectFiles.idOf(clear);
            putLately.put(id, clock.instant());
            if (!holdsKey(id)) {
                seal(id, clear, mayRest);
            }
            keys.put(id, normal);
            return id;
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** Seals a secret for others under the device key, so that it can stand in a configuration. */
    public String seal(char[] secret) {
        return SealedText.seal(deviceKey, secret);
    }

    /** What {@link #seal(char[])} sealed; the caller wipes it. */
    public char[] unseal(String sealed) throws PkiException {
        return SealedText.open(deviceKey, sealed);
    }

    private void seal(String id, byte[] clear, boolean mayRest) throws PkiException {
        try {
            keyRest.write(ObjectFiles.name(id, KEY_SUFFIX), deviceKey.seal(clear, id), mayRest);
        } catch (IOException e) {
            throw new PkiException(
                    "File '%s' cannot be written: %s".formatted(files.location(id, KEY_SUFFIX), PrivateFiles.reason(e)),
                    e);
        }
    }

    /** The certificates under an id, in the order in which they were stored. */
    public List<X509Certificate> chain(String id) throws PkiException {
        Optional<List<X509Certificate>> known = chains.find(ObjectFiles.requireId(id));
        if (known.isPresent()) {
            return known.get();
        }
        byte[] pem = files.read(id, CHAIN_SUFFIX)
                .orElseThrow(
                        () -> new PkiException("The vault holds no certificate '%s': import it again".formatted(id)));
        if (!ObjectFiles.idOf(pem).equals(id)) {
            throw new PkiException(
                    "Certificate file '%s' is damaged: import it again".formatted(files.location(id, CHAIN_SUFFIX)));
        }
        List<X509Certificate> chain = Certificates.ofPem(pem, files.location(id, CHAIN_SUFFIX));
        chains.put(id, chain);
        return chain;
    }

    /** The private key under an id. */
    public PrivateKey key(String id) throws PkiException {
        Optional<PrivateKey> known = keys.find(ObjectFiles.requireId(id));
        if (known.isPresent()) {
            return known.get();
        }
        byte[] sealed = readKey(id)
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
                    "Private key file '%s' is damaged: import the key again".formatted(files.location(id, KEY_SUFFIX)),
                    e);
        }
    }

    private boolean holdsKey(String id) throws PkiException {
        Optional<byte[]> sealed = readKey(id);
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
            return new KeyRest(storage).namesOnDisk();
        } catch (IOException e) {
            throw new PkiException(
                    "Directory '%s' cannot be read: %s".formatted(storage.location(), PrivateFiles.reason(e)), e);
        }
    }

    private Optional<byte[]> readKey(String id) throws PkiException {
        try {
            return keyRest.read(ObjectFiles.name(id, KEY_SUFFIX));
        } catch (IOException e) {
            throw new PkiException(
                    "File '%s' cannot be read: %s".formatted(files.location(id, KEY_SUFFIX), PrivateFiles.reason(e)),
                    e);
        }
    }
}
