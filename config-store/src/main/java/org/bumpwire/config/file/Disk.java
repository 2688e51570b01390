package org.bumpwire.config.file;

import java.io.IOException;
import java.nio.file.Path;

/** Writes and removes whole files. */
public interface Disk {
    /** Puts a file in place; after a crash at any moment there is the old one, or none, or the new one in whole. */
    void write(Path file, byte[] content) throws IOException;

    /** Removes a file if it is there; after a crash at any moment it is there in whole or gone. */
    void delete(Path file) throws IOException;
}
