package org.bumpwire.proxy.learn;

import static org.bumpwire.proxy.policy.SampleConfig.address;

import java.net.InetSocketAddress;
import java.util.List;
import org.bumpwire.proxy.policy.MatchedPolicy;
import org.bumpwire.proxy.policy.PolicyTable;
import org.bumpwire.proxy.policy.SampleConfig;

/** A policy as flows find it. */
final class SamplePolicy {
    private SamplePolicy() {}

    static MatchedPolicy outbound() {
        SampleConfig config = new SampleConfig()
                .everything(SampleConfig.profile(List.of(), List.of(SampleConfig.client("out", 443))));
        return PolicyTable.compile(config.build())
                .match("S", address("192.0.2.7"), new InetSocketAddress(address("203.0.113.5"), 443))
                .policy()
                .orElseThrow();
    }
}
