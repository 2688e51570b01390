package org.bumpwire.config.file;

import java.time.Instant;

/**
 * A configuration that was committed, without its text.
 *
 * @param label a name for it that no other revision has; empty for none
 */
public record Revision(long id, Instant time, String user, String address, String comment, String label) {}
