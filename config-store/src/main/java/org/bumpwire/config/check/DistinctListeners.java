package org.bumpwire.config.check;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Endpoint;
import org.bumpwire.config.model.Segment;

/** Two servers cannot listen in one place. */
final class DistinctListeners implements Rule {
    @Override
    public void check(ApplianceConfig config, Problems problems) {
        List<Listener> listeners = listeners(config);
        for (int i = 0; i < listeners.size(); i++) {
            Listener one = listeners.get(i);
            for (Listener other : listeners.subList(i + 1, listeners.size())) {
                if (collide(one.endpoint, other.endpoint)) {
                    problems.add("%s and %s both listen on port %d (give one another port)"
                            .formatted(one.statement, other.statement, one.endpoint.port()));
                }
            }
        }
    }

    private record Listener(String statement, Endpoint endpoint) {}

    private static List<Listener> listeners(ApplianceConfig config) {
        List<Listener> listeners = new ArrayList<>();
        if (config.general().sshEnabled()) {
            listeners.add(new Listener("gen ssh", config.general().sshListen()));
        }
        for (Segment segment : config.segments()) {
            listeners.add(new Listener(
                    "segment \"%s\"".formatted(segment.name()), segment.mode().listen()));
        }
        return listeners;
    }

    private static boolean collide(Endpoint one, Endpoint other) {
        boolean sameAddress = one.address().equals(other.address())
                || one.address().isAnyLocalAddress()
                || other.address().isAnyLocalAddress();
        // The kernel gives everybody who asks for port 0 another one.
        return one.port() != 0 && one.port() == other.port() && sameAddress;
    }
}
