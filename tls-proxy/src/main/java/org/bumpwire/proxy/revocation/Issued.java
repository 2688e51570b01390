package org.bumpwire.proxy.revocation;

import java.security.cert.X509Certificate;

/** A certificate and the one whose key signed it. */
record Issued(X509Certificate certificate, X509Certificate issuer) {
    String subject() {
        return certificate.getSubjectX500Principal().getName();
    }
}
