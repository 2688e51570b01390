package org.bumpwire.proxy.verify;

/**
 * One thing that is wrong with a server's certificate or its chain.
 *
 * @param depth of the certificate at fault: 0 is the server's own
 * @param sentence what is wrong, for the operator
 * @param standard where it says so, such as "RFC 5280, section 4.1.2.5"
 */
public record Finding(Rule rule, int depth, String sentence, String standard) {

    /** What was checked; the closed set of names in records. */
    public enum Rule {
        CHAIN(Grade.INVALID),
        PATH(Grade.UNTRUSTED),
        OWN_CA(Grade.UNTRUSTED),
        ROOT_EXPIRED(Grade.UNTRUSTED),
        VALIDITY(Grade.EXPIRED),
        SIGNATURE_HASH(Grade.INVALID),
        KEY_LENGTH(Grade.SHORT_KEY),
        EXTENDED_KEY_USAGE(Grade.INVALID),
        HOST_NAME(Grade.INVALID),
        SAME_KEY(Grade.UNTRUSTED);

        private final Grade grade;

        Rule(Grade grade) {
            this.grade = grade;
        }

        Grade grade() {
            return grade;
        }
    }

    /** As in the details of a session record. */
    @Override
    public String toString() {
        return "depth %d: %s (%s)".formatted(depth, sentence, standard);
    }

    /** What a finding makes of a certificate; the worst of several counts, which is the last in this order. */
    public enum Grade {
        GOOD,
        EXPIRED,
        SHORT_KEY,
        INVALID,
        UNTRUSTED
    }
}
