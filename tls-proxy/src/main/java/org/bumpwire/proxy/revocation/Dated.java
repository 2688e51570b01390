package org.bumpwire.proxy.revocation;

import java.time.Instant;

/** Something that is worth keeping until a moment. */
interface Dated {
    Instant until();
}
