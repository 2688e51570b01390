package org.bumpwire.config.pki;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where sealed private keys rest: on disk, or in memory only, from which they are gone with the process. A key may be in
 * both for a moment, and is found in either. Safe for use by many threads.
 */
final class KeyRest {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRest.class);

    static final String SUFFIX = ".key";

    private final ObjectStorage disk;
    private final ObjectStorage memory = new MemoryStorage();
    private boolean onDisk = true;

    KeyRest(ObjectStorage disk) {
        this.disk = disk;
    }

    synchronized boolean onDisk() {
        return onDisk;
    }

    Optional<byte[]> read(String name) throws IOException {
        Optional<byte[]> kept = memory.read(name);
        return kept.isPresent() ? kept : disk.read(name);
    }

    /** @param mayRest whether it may go to disk, if keys do */
    synchronized void write(String name, byte[] sealed, boolean mayRest) throws IOException {
        (onDisk && mayRest ? disk : memory).write(name, sealed);
    }

    synchronized void delete(String name) throws IOException {
        memory.delete(name);
        disk.delete(name);
    }

    synchronized List<String> names() throws IOException {
        return Stream.concat(memory.names().stream(), namesOnDisk().stream())
                .distinct()
                .sorted()
                .toList();
    }

    List<String> namesOnDisk() throws IOException {
        return disk.names().stream()
                .filter(name -> name.startsWith("sha256-") && name.endsWith(SUFFIX))
                .sorted()
                .toList();
    }

    /** Writes to disk what is in memory, and answers what was written, so that it can be taken back. */
    synchronized List<String> copyToDisk() throws IOException {
        List<String> copied = new ArrayList<>();
        for (String name : memory.names()) {
            disk.write(name, memory.read(name).orElseThrow());
            copied.add(name);
        }
        return copied;
    }

    synchronized void removeFromDisk(List<String> names) {
        for (String name : names) {
            try {
                disk.delete(name);
            } catch (IOException e) {
                LOG.warn("Private key {} cannot be removed from disk: {}", name, e.getMessage());
            }
        }
    }

    /** From here on keys go to disk; those in memory must have been copied. */
    synchronized void useDisk() throws IOException {
        onDisk = true;
        List<String> stored = namesOnDisk();
        for (String name : memory.names()) {
            if (stored.contains(name)) {
                memory.delete(name);
            }
        }
    }

    /** From here on keys go to memory, and none stays on disk. */
    synchronized void useMemory() throws IOException {
        onDisk = false;
        for (String name : namesOnDisk()) {
            Optional<byte[]> sealed = disk.read(name);
            if (sealed.isPresent()) {
                memory.write(name, sealed.get());
            }
            disk.delete(name);
        }
    }
}
