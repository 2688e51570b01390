package org.bumpwire.config.schema;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.Form.Keyword;
import org.bumpwire.config.schema.Form.Value;

/**
 * What the operator wants to happen where a server asks for a client certificate.
 *
 * @param certificate the name of the one that is presented
 */
public record CertificateRequestChoice(Kind kind, Optional<String> certificate) {
    /** The four ways. */
    public enum Kind {
        DO_NOT_DECRYPT,
        WITHOUT_CERTIFICATE,
        PRESENT,
        BLOCK
    }

    static LeafNode<CertificateRequestChoice> leaf(String whenUnset) {
        return LeafNode.choice(
                        "client-certificate-request",
                        "What happens when a server asks for a client certificate",
                        List.of(
                                form(
                                        "do-not-decrypt",
                                        "It passes undecrypted, as do later ones there",
                                        Kind.DO_NOT_DECRYPT),
                                form(
                                        "without-certificate",
                                        "None is sent; the server decides",
                                        Kind.WITHOUT_CERTIFICATE),
                                Form.of(
                                        List.of(
                                                new Keyword("present", "A certificate of the device is shown"),
                                                new Value(Common.CERTIFICATE)),
                                        values -> new CertificateRequestChoice(
                                                Kind.PRESENT, Optional.of(values.at(0, Common.CERTIFICATE)))),
                                form("block", "The session ends", Kind.BLOCK)))
                .defaultsTo(whenUnset);
    }

    private static Form<CertificateRequestChoice> form(String word, String help, Kind kind) {
        return Form.of(
                List.of(new Keyword(word, help)), values -> new CertificateRequestChoice(kind, Optional.empty()));
    }
}
