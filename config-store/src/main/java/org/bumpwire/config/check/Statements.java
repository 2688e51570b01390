package org.bumpwire.config.check;

import java.util.function.BiConsumer;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.TlsSettings;

/** How rules call the statements that they complain about. */
final class Statements {
    private Statements() {}

    static String server(String name) {
        return "sslinsp server \"%s\"".formatted(name);
    }

    static String clientProxy(String name) {
        return "sslinsp client-proxy \"%s\"".formatted(name);
    }

    static String profile(String name) {
        return "sslinsp profile \"%s\"".formatted(name);
    }

    /** Every proxy with its statement. */
    static void eachTls(ApplianceConfig config, BiConsumer<String, TlsSettings> visitor) {
        config.sslInspection().servers().forEach(s -> visitor.accept(server(s.name()), s.tls()));
        config.sslInspection().clientProxies().forEach(p -> visitor.accept(clientProxy(p.name()), p.tls()));
    }
}
