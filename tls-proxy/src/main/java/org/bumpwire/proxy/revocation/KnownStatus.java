package org.bumpwire.proxy.revocation;

import java.time.Instant;

/**
 * What the device remembers of a certificate's revocation, for operators.
 *
 * @param source "staple", "ocsp" or "crl"
 * @param status "good", "revoked" or "unknown"
 * @param details why it is unknown, or when it was revoked
 * @param until when the source is asked again
 */
public record KnownStatus(
        String certificate, String serial, String source, String status, String details, Instant until) {}
