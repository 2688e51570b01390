package org.bumpwire.config.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bumpwire.config.file.Disk;
import org.bumpwire.config.file.DurableDisk;

/** A disk that works until it is told how to fail. */
final class BrokenDisk implements Disk {
    private final Disk sound = new DurableDisk();
    private Fault fault = Fault.NONE;
    private int soundSteps;

    /** What goes wrong at the next write. */
    enum Fault {
        NONE,
        /** Nothing is written. */
        FULL,
        /** Power fails while the new file is written aside. */
        CRASH_ASIDE,
        /** Power fails, and a disk that does not keep its promises leaves half a file in place. */
        CRASH_HALF_IN_PLACE,
        /** Power fails right after the file is in place. */
        CRASH_AFTER
    }

    void fail(Fault next) {
        failAfter(0, next);
    }

    /** The same after some more writes and removals that go well. */
    void failAfter(int steps, Fault next) {
        fault = next;
        soundSteps = steps;
    }

    private Fault step() {
        if (fault != Fault.NONE && soundSteps-- > 0) {
            return Fault.NONE;
        }
        return fault;
    }

    @Override
    public void write(Path file, byte[] content) throws IOException {
        byte[] half = Arrays.copyOf(content, content.length / 2);
        switch (step()) {
            case NONE -> sound.write(file, content);
            case FULL -> throw new FileSystemException(file.toString(), null, "No space left on device");
            case CRASH_ASIDE -> {
                Files.write(file.resolveSibling(file.getFileName() + ".tmp"), half);
                throw new PowerFailure();
            }
            case CRASH_HALF_IN_PLACE -> {
                Files.write(file, half);
                throw new PowerFailure();
            }
            case CRASH_AFTER -> {
                sound.write(file, content);
                throw new PowerFailure();
            }
        }
    }

    @Override
    public void delete(Path file) throws IOException {
        switch (step()) {
            case NONE -> sound.delete(file);
            case FULL -> throw new FileSystemException(file.toString(), null, "Read-only file system");
            case CRASH_ASIDE, CRASH_HALF_IN_PLACE -> throw new PowerFailure();
            case CRASH_AFTER -> {
                sound.delete(file);
                throw new PowerFailure();
            }
        }
    }

    /** Ends everything as a power failure would; nothing may catch it. */
    static final class PowerFailure extends Error {
        private static final long serialVersionUID = 1L;
    }
}
