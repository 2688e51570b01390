package org.bumpwire.config.store;

import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;

/** A part of the appliance that follows the running configuration; called on the committing operator's thread. */
public interface ConfigSubscriber {
    /**
     * Does everything that can fail, and touches nothing that runs. A problem that it adds refuses the commit; what it
     * answers is then discarded all the same.
     */
    PreparedChange prepare(ApplianceConfig running, ApplianceConfig next, Problems problems);

    /** Work done and held back until every subscriber has prepared and the revision is on disk. */
    interface PreparedChange {
        /** Makes the change. Must not fail. */
        void apply();

        /** Releases what was prepared, because the commit was refused. */
        void discard();
    }
}
