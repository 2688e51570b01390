package org.bumpwire.config.store;

import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;

/**
 * What a commit must keep to besides the rules of the configuration itself, such as the device's licence. What rolls back
 * by itself is not asked: it did run before.
 */
public interface CommitCheck {
    /** Called under the store's lock; adds what stands in the way, and changes nothing. */
    void check(ApplianceConfig running, ApplianceConfig next, Problems problems);
}
