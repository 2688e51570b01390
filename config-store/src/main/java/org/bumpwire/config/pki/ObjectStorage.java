package org.bumpwire.config.pki;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Named pieces of bytes; what is written is there whole or not at all, also after a crash. */
interface ObjectStorage {
    Optional<byte[]> read(String name) throws IOException;

    void write(String name, byte[] content) throws IOException;

    /** Lets go of one that may not be there; it does not come back after a crash. */
    void delete(String name) throws IOException;

    List<String> names() throws IOException;

    /** As an operator knows it, for messages. */
    String location();
}
