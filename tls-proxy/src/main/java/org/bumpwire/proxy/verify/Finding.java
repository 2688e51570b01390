package org.bumpwire.proxy.verify;

/**
 * One thing that is wrong with a server's certificate or its chain.
 *
 * @param depth of the certificate at fault: 0 is the server's own
 * @param sentence what is wrong, for the operator
 * @param standard where it is laid down, such as "RFC 5280, section 4.1.2.5"
 */
public record Finding(Rule rule, int depth, String sentence, String standard) {

    /** What was checked. */
    public enum Rule {
        /** What the server sent can be read and is of a reasonable size. */
        CHAIN(Grade.INVALID),
        /** Certificates are encoded in DER, in which each has one form only. */
        ENCODING(Grade.INVALID),
        /** A CA of the trust store has issued it, directly or through intermediates. */
        TRUST_ANCHOR(Grade.UNTRUSTED),
        /** The signing CA and the untrusted CA of this device vouch for no server. */
        OWN_CA(Grade.UNTRUSTED),
        /** The root is still valid, in the trust store or not. */
        ROOT_VALIDITY(Grade.UNTRUSTED),
        /** Everything that RFC 5280, section 6, asks of a path but time. */
        PATH(Grade.INVALID),
        /** Today is between notBefore and notAfter. */
        VALIDITY(Grade.EXPIRED),
        /** Nobody signed with MD5 or SHA-1. */
        SIGNATURE_HASH(Grade.INVALID),
        /** No RSA key is shorter than the client proxy demands. */
        KEY_LENGTH(Grade.SHORT_KEY),
        /** Keys are of a kind that protects. */
        KEY(Grade.INVALID),
        /** Key usage and extended key usage allow what a TLS server does. */
        KEY_PURPOSE(Grade.INVALID),
        /** Nobody who can know says that it was revoked. */
        REVOKED(Grade.REVOKED),
        /** Whether it was revoked can be told, where the trust store or the certificate demands that. */
        REVOCATION_STATUS(Grade.INVALID),
        /** The certificate is for the host that the client asked for. */
        HOST_NAME(Grade.INVALID),
        /** The server shows the key of the certificate that the device holds for it. */
        SAME_KEY(Grade.UNTRUSTED);

        private final Grade grade;

        Rule(Grade grade) {
            this.grade = grade;
        }

        public Grade grade() {
            return grade;
        }

        /** Whether it leaves open who has signed the certificate. */
        boolean breaksPath() {
            return switch (this) {
                case CHAIN, ENCODING, TRUST_ANCHOR, OWN_CA, PATH -> true;
                default -> false;
            };
        }
    }

    /** What a finding makes of a certificate; the last in this order is the worst. */
    public enum Grade {
        GOOD,
        EXPIRED,
        SHORT_KEY,
        INVALID,
        UNTRUSTED,
        REVOKED
    }

    /** As in the details of a session record. */
    @Override
    public String toString() {
        return "certificate depth %d: %s (%s)".formatted(depth, sentence, standard);
    }
}
