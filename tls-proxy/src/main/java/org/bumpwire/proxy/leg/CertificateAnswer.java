package org.bumpwire.proxy.leg;

import io.netty.internal.tcnative.CertificateVerifier;

/** What the device tells a server about its certificate, as far as alerts tell it apart. */
public enum CertificateAnswer {
    ACCEPTED(CertificateVerifier.X509_V_OK),
    /** It goes on although the certificate is no good one, so nobody may resume the session. */
    TOLERATED(CertificateVerifier.X509_V_OK),
    REFUSED(CertificateVerifier.X509_V_ERR_CERT_REJECTED),
    EXPIRED(CertificateVerifier.X509_V_ERR_CERT_HAS_EXPIRED),
    REVOKED(CertificateVerifier.X509_V_ERR_CERT_REVOKED),
    UNKNOWN_CA(CertificateVerifier.X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY);

    private final int engineCode;

    CertificateAnswer(int engineCode) {
        this.engineCode = engineCode;
    }

    boolean goesOn() {
        return engineCode == CertificateVerifier.X509_V_OK;
    }

    int engineCode() {
        return engineCode;
    }

    /** What a server hears whose certificate is not accepted. */
    public TlsAlert alert() {
        return switch (this) {
            case EXPIRED -> TlsAlert.CERTIFICATE_EXPIRED;
            case REVOKED -> TlsAlert.CERTIFICATE_REVOKED;
            case UNKNOWN_CA -> TlsAlert.UNKNOWN_CA;
            case REFUSED -> TlsAlert.BAD_CERTIFICATE;
            case ACCEPTED, TOLERATED -> throw new IllegalStateException("Nothing is wrong with the certificate");
        };
    }
}
