package org.bumpwire.config.check;

import org.bumpwire.config.model.ApplianceConfig;

/** Something that must hold for the configuration as a whole, or that the operator should know about it. */
interface Rule {
    void check(ApplianceConfig config, Problems problems);
}
