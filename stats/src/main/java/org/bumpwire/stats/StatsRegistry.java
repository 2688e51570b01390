package org.bumpwire.stats;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every counter group of the device, under the name that operators type; safe for any thread. */
public final class StatsRegistry {
    private final List<CounterGroup> groups = new ArrayList<>();

    public synchronized void register(CounterGroup group) {
        if (group(group.name()).isPresent()) {
            throw new IllegalStateException("Counter group '%s' is registered twice".formatted(group.name()));
        }
        groups.add(group);
    }

    public synchronized List<CounterGroup> groups() {
        return List.copyOf(groups);
    }

    public synchronized Optional<CounterGroup> group(String name) {
        return groups.stream().filter(g -> g.name().equals(name)).findFirst();
    }
}
