package org.bumpwire.proxy;

import java.time.Duration;

/**
 * What the launcher and not the configuration says.
 *
 * @param eventLoops threads that move traffic
 * @param drainTime how long {@link ProxyServer#close} lets flows end by themselves
 */
public record ProxySettings(int eventLoops, Duration drainTime) {
    public ProxySettings {
        if (eventLoops < 1) {
            throw new IllegalArgumentException("Event loops must be at least 1, not %d".formatted(eventLoops));
        }
    }

    /** One event loop a core. */
    public static ProxySettings defaults() {
        return new ProxySettings(Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(2));
    }
}
