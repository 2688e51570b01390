package org.bumpwire.proxy.policy;

/**
 * Something that earlier flows taught about a destination.
 *
 * @param evidence what was seen; of {@link Kind#EXEMPT_CERTIFICATE} the exempt name in the certificate
 */
public record Lesson(Kind kind, String evidence) {
    /** Why its flows are not decrypted. */
    public enum Kind {
        CERTIFICATE_REQUEST("certificate-request", "Server asks for a client certificate"),
        EXEMPT_CERTIFICATE("exempt-certificate", "Server's certificate is for an exempt domain"),
        COPY_REJECTED("copy-rejected", "Clients reject copies of its certificate, though they accept others");

        private final String word;
        private final String help;

        Kind(String word, String help) {
            this.word = word;
            this.help = help;
        }

        /** As operators type and read it. */
        public String word() {
            return word;
        }

        public String help() {
            return help;
        }
    }
}
