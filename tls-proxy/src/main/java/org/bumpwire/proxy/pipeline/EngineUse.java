package org.bumpwire.proxy.pipeline;

import java.util.List;

/**
 * Which TLS engines serve a proxy.
 *
 * @param kind the configuration's word for it, "server" or "client-proxy"
 * @param needs what only the legacy engine can; nothing where BoringSSL serves every session
 */
public record EngineUse(String kind, String name, List<String> needs) {
    public EngineUse {
        needs = List.copyOf(needs);
    }
}
