package org.bumpwire.config.file;

import java.time.Instant;
import java.util.Map;

/**
 * A configuration with all that it needs, under a name.
 *
 * @param time when it was taken
 * @param comment why; may be empty
 * @param saved the configuration, and the revision that it was
 * @param objects what it names in the vault, as it rests there, by the names of the vault's files
 */
public record Snapshot(
        String name,
        Instant time,
        String user,
        String comment,
        RevisionFolder.Saved saved,
        Map<String, byte[]> objects) {
    public Snapshot {
        objects = Map.copyOf(objects);
    }
}
