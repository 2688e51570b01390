package org.bumpwire.journal.chronicle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * Says when the disk is too full for another record.
 *
 * <p>Chronicle writes to mapped files, where a full disk is a fault of the processor and not an exception; so we stop
 * before, and leave room for the configuration to be committed.
 */
final class FreeSpace {
    static final long RESERVE = 16L << 20;
    private static final long CHECK_EVERY_BYTES = 256 << 10;
    private static final long CHECK_EVERY_NANOS = 1_000_000_000L;

    private final LongSupplier usableBytes;
    private long bytesUntilCheck;
    private long checkedAt;

    FreeSpace(LongSupplier usableBytes) {
        this.usableBytes = usableBytes;
    }

    /** Usable bytes of the file system that has, or will have, the directory. */
    static LongSupplier of(Path directory) {
        return () -> {
            try {
                Path existing = directory.toAbsolutePath();
                while (!Files.exists(existing) && existing.getParent() != null) {
                    existing = existing.getParent();
                }
                return Files.getFileStore(existing).getUsableSpace();
            } catch (IOException e) {
                return 0;
            }
        };
    }

    boolean holds(int bytes) {
        long now = System.nanoTime();
        if (bytesUntilCheck >= bytes && now - checkedAt < CHECK_EVERY_NANOS) {
            bytesUntilCheck -= bytes;
            return true;
        }
        checkedAt = now;
        boolean enough = usableBytes.getAsLong() >= RESERVE + CHECK_EVERY_BYTES;
        bytesUntilCheck = enough ? CHECK_EVERY_BYTES - bytes : 0;
        return enough;
    }
}
