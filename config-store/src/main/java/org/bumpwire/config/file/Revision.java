package org.bumpwire.config.file;

import java.time.Instant;

/** A configuration that was committed, without its text. */
public record Revision(long id, Instant time, String user, String address, String comment) {}
