package org.bumpwire.proxy.policy;

import org.bumpwire.config.model.SslInspection;

/**
 * What the device may do, whatever is configured: its licence's word in the terms of the data plane.
 *
 * @param maxConnections how many sessions may be under inspection at once
 */
public record Permit(boolean clientInspection, boolean serverInspection, int maxConnections) {
    public static final Permit EVERYTHING = new Permit(true, true, Integer.MAX_VALUE);

    /** The settings within these bounds. */
    public SslInspection bound(SslInspection settings) {
        return settings.maxConnections() <= maxConnections ? settings : settings.limitedTo(maxConnections);
    }

    boolean covers(MatchedPolicy policy) {
        return policy.match(new MatchedPolicy.Cases<>() {
            @Override
            public Boolean server(MatchedPolicy.Server server) {
                return serverInspection;
            }

            @Override
            public Boolean client(MatchedPolicy.Client client) {
                return clientInspection;
            }
        });
    }
}
