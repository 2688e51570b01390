package org.bumpwire.shell.netconf;

import java.util.List;

/** The names that both sides must know. */
final class Names {
    /** Of the protocol itself (RFC 6241). */
    static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";
    /** Of the configuration: its elements are the statements' keywords. */
    static final String CONFIGURATION = "urn:bumpwire:config:1";
    /** Of what the device tells about itself. */
    static final String STATE = "urn:bumpwire:state:1";
    /** What stands for {@link #CONFIGURATION} in paths of errors. */
    static final String PREFIX = "b";

    static final String BASE_1_0 = "urn:ietf:params:netconf:base:1.0";
    static final String BASE_1_1 = "urn:ietf:params:netconf:base:1.1";

    static final List<String> CAPABILITIES = List.of(
            BASE_1_0,
            BASE_1_1,
            "urn:ietf:params:netconf:capability:candidate:1.0",
            "urn:ietf:params:netconf:capability:confirmed-commit:1.0",
            "urn:ietf:params:netconf:capability:confirmed-commit:1.1",
            "urn:ietf:params:netconf:capability:rollback-on-error:1.0",
            "urn:ietf:params:netconf:capability:startup:1.0",
            "urn:ietf:params:netconf:capability:validate:1.0",
            "urn:ietf:params:netconf:capability:validate:1.1",
            CONFIGURATION,
            STATE);

    private Names() {}
}
