package org.bumpwire.proxy;

import java.util.List;
import org.bumpwire.proxy.leg.Engine;
import org.bumpwire.proxy.pipeline.EngineUse;

/**
 * Who does the cryptography of a proxy's leg, and why.
 *
 * @param kind the configuration's word for the proxy
 * @param leg whom it faces, "client" or "server"
 */
public record EngineView(String kind, String proxy, String leg, String engine, String why) {
    static List<EngineView> of(EngineUse use) {
        String needs = String.join(", ", use.needs());
        return List.of(
                leg(use, "client", "where a client can do no better than " + needs),
                leg(use, "server", "where a client offers " + needs));
    }

    private static EngineView leg(EngineUse use, String leg, String why) {
        return use.needs().isEmpty()
                ? new EngineView(use.kind(), use.name(), leg, Engine.BORING_SSL.title(), "")
                : new EngineView(
                        use.kind(),
                        use.name(),
                        leg,
                        Engine.BORING_SSL.title() + " or " + Engine.LEGACY.title(),
                        Engine.LEGACY.title() + " " + why);
    }
}
