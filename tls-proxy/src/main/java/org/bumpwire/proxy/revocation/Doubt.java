package org.bumpwire.proxy.revocation;

/**
 * Why a certificate must not be accepted as not revoked.
 *
 * @param depth of the certificate: 0 is the server's own
 * @param revoked whether it was revoked, rather than that nobody can tell
 * @param sentence for the operator
 * @param standard where it is laid down
 */
public record Doubt(int depth, boolean revoked, String sentence, String standard) {}
