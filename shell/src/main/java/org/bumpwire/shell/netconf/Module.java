package org.bumpwire.shell.netconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.bumpwire.config.yang.ConfigModule;

/**
 * A YANG module of the server.
 *
 * @param revision the day of its text
 * @param implemented false for one that only lends others its types
 * @param own writes its text, which clients can fetch; nothing for a module of the IETF, which they have
 */
record Module(String name, String revision, String namespace, boolean implemented, List<Supplier<String>> own) {
    static final List<Module> ALL = List.of(
            new Module(
                    ConfigModule.NAME, ConfigModule.REVISION, Names.CONFIGURATION, true, List.of(ConfigModule::text)),
            new Module("bumpwire-state", "2026-11-29", Names.STATE, true, List.of(Module::state)),
            new Module("ietf-netconf-monitoring", "2010-10-04", Names.MONITORING, true, List.of()),
            new Module("ietf-netconf-with-defaults", "2011-06-01", Names.WITH_DEFAULTS, true, List.of()),
            new Module("ietf-yang-library", "2016-06-21", Names.LIBRARY, true, List.of()),
            new Module(
                    "ietf-yang-metadata",
                    "2016-08-05",
                    "urn:ietf:params:xml:ns:yang:ietf-yang-metadata",
                    false,
                    List.of()),
            new Module(
                    "ietf-yang-types", "2013-07-15", "urn:ietf:params:xml:ns:yang:ietf-yang-types", false, List.of()));

    Module {
        own = List.copyOf(own);
    }

    /** Those whose text can be fetched. */
    static List<Module> fetchable() {
        return ALL.stream().filter(module -> !module.own.isEmpty()).toList();
    }

    /** Changes with what modules there are. */
    static String setId() {
        return Integer.toHexString(ALL.stream()
                .map(Module::capability)
                .collect(Collectors.joining())
                .hashCode());
    }

    /** As a greeting names it (RFC 6020, section 5.6.4). */
    String capability() {
        return "%s?module=%s&revision=%s".formatted(namespace, name, revision);
    }

    String text() {
        return own.get(0).get();
    }

    private static String state() {
        try (InputStream text = Module.class.getResourceAsStream("bumpwire-state.yang")) {
            if (text == null) {
                throw new IllegalStateException("The module of the state is not on the class path");
            }
            return new String(text.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
