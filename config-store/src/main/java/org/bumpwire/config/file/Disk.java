package org.bumpwire.config.file;

import java.io.IOException;
import java.nio.file.Path;

/** Writes whole files. */
public interface Disk {
    /** Puts a file in place; after a crash at any moment there is the old one, or none, or the new one in whole. */
    void write(Path file, byte[] content) throws IOException;
}
