package org.bumpwire.config.store;

import java.time.Duration;
import org.bumpwire.config.file.Claim;
import org.bumpwire.config.file.Revision;

/**
 * What runs until it is confirmed or rolled back.
 *
 * @param claim who may confirm it
 * @param back the revision that runs again if nobody confirms
 */
public record Unconfirmed(Revision revision, Revision back, Duration left, Claim claim) {}
