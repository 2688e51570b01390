package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.yang.ConfigModule;

/** The names that both sides must know. */
final class Names {
    /** Of the protocol itself (RFC 6241). */
    static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";
    /** Of the configuration: its elements are the statements' keywords. */
    static final String CONFIGURATION = ConfigModule.NAMESPACE;
    /** What stands for {@link #CONFIGURATION} in paths of errors and before attributes. */
    static final String PREFIX = ConfigModule.PREFIX;
    /** Of what the device tells about itself. */
    static final String STATE = "urn:bumpwire:state:1";
    /** Of {@code get-schema} and of what the server tells about itself (RFC 6022). */
    static final String MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
    /** Of the list of modules (RFC 7895). */
    static final String LIBRARY = "urn:ietf:params:xml:ns:yang:ietf-yang-library";
    /** Of the attributes that YANG adds to edits (RFC 7950, section 7.7.9). */
    static final String YANG = "urn:ietf:params:xml:ns:yang:1";
    /** Of the element {@code with-defaults} (RFC 6243). */
    static final String WITH_DEFAULTS = "urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults";

    static final String BASE_1_0 = "urn:ietf:params:netconf:base:1.0";
    static final String BASE_1_1 = "urn:ietf:params:netconf:base:1.1";

    private static final String CAPABILITY = "urn:ietf:params:netconf:capability:";

    private Names() {}

    /** What the server can do, as its greeting says. */
    static List<String> capabilities() {
        List<String> all = new ArrayList<>(List.of(
                BASE_1_0,
                BASE_1_1,
                CAPABILITY + "candidate:1.0",
                CAPABILITY + "confirmed-commit:1.0",
                CAPABILITY + "confirmed-commit:1.1",
                CAPABILITY + "rollback-on-error:1.0",
                CAPABILITY + "startup:1.0",
                CAPABILITY + "validate:1.0",
                CAPABILITY + "validate:1.1",
                CAPABILITY + "with-defaults:1.0?basic-mode=explicit&also-supported=report-all",
                CAPABILITY + "yang-library:1.0?revision=2016-06-21&module-set-id=" + Module.setId()));
        Module.ALL.stream().filter(Module::implemented).map(Module::capability).forEach(all::add);
        return List.copyOf(all);
    }
}
