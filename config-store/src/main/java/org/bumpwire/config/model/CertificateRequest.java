package org.bumpwire.config.model;

/** What becomes of a session whose server asks for a client certificate, which the device does not have. */
public sealed interface CertificateRequest {
    <R> R match(Cases<R> cases);

    /** It passes undecrypted, so that the client answers for itself; so do later sessions to that server for a while. */
    record DoNotDecrypt() implements CertificateRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.doNotDecrypt(this);
        }
    }

    /** The server is told that there is none, and may go on or refuse. */
    record WithoutCertificate() implements CertificateRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.withoutCertificate(this);
        }
    }

    /** The server is shown one of the device's certificates. */
    record Present(Identity identity) implements CertificateRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.present(this);
        }
    }

    /** The session ends. */
    record Block() implements CertificateRequest {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.block(this);
        }
    }

    /** One method an answer. */
    interface Cases<R> {
        R doNotDecrypt(DoNotDecrypt answer);

        R withoutCertificate(WithoutCertificate answer);

        R present(Present answer);

        R block(Block answer);
    }
}
