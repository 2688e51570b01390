package org.bumpwire.proxy.flow;

import org.bumpwire.stats.StatsRegistry;

/** The data plane's three counter groups. */
public record ProxyStats(SslInspStats ssl, SslInspProtocolStats protocol, TcpProxyStats tcp) {
    /** New groups, all zero, under their names in the registry. */
    public static ProxyStats registeredIn(StatsRegistry registry) {
        ProxyStats stats = new ProxyStats(new SslInspStats(), new SslInspProtocolStats(), new TcpProxyStats());
        registry.register(stats.ssl);
        registry.register(stats.protocol);
        registry.register(stats.tcp);
        return stats;
    }
}
