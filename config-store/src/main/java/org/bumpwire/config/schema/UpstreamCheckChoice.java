package org.bumpwire.config.schema;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.Form.Keyword;
import org.bumpwire.config.schema.Form.Value;

/**
 * How the operator wants the servers behind a server proxy to be checked.
 *
 * @param trustStore the name of the trust store that must vouch for them
 */
public record UpstreamCheckChoice(Kind kind, Optional<String> trustStore) {
    /** The three ways. */
    public enum Kind {
        SAME_KEY,
        TRUST_STORE,
        NONE
    }

    static final LeafNode<UpstreamCheckChoice> LEAF = LeafNode.choice(
                    "upstream-check",
                    "How the certificate that the real server shows is judged",
                    List.<Form<UpstreamCheckChoice>>of(
                            Form.of(
                                    List.of(new Keyword("same-key", "It must have the key of one of our certificates")),
                                    values -> new UpstreamCheckChoice(Kind.SAME_KEY, Optional.empty())),
                            Form.of(
                                    List.of(
                                            new Keyword("trust-store", "A trust store must vouch for it"),
                                            new Value(Common.TRUST_STORE)),
                                    values -> new UpstreamCheckChoice(
                                            Kind.TRUST_STORE, Optional.of(values.at(0, Common.TRUST_STORE)))),
                            Form.of(
                                    List.of(new Keyword("none", "Any will do; the network behind must be trusted")),
                                    values -> new UpstreamCheckChoice(Kind.NONE, Optional.empty()))))
            .defaultsTo("same-key");
}
