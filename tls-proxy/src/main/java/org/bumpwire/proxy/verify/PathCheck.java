package org.bumpwire.proxy.verify;

import java.time.Instant;
import java.util.List;

/** One demand on a path; what violates it is a finding. */
interface PathCheck {
    List<Finding> check(Path path, TrustPolicy policy, Instant now);
}
