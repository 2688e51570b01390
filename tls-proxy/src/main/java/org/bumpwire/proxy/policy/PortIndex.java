package org.bumpwire.proxy.policy;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bumpwire.config.model.PortRange;

/** Values under ranges of ports; where ranges overlap, the value that was added first stays. */
final class PortIndex<V> {
    private static final int NO_PORT = 65_536;

    /** From each key on the value holds, until the next key. */
    private final TreeMap<Integer, Optional<V>> from = new TreeMap<>();

    PortIndex() {
        from.put(0, Optional.empty());
        from.put(NO_PORT, Optional.empty());
    }

    void add(PortRange range, V value) {
        split(range.first());
        split(range.last() + 1);
        for (Map.Entry<Integer, Optional<V>> piece :
                from.subMap(range.first(), range.last() + 1).entrySet()) {
            if (piece.getValue().isEmpty()) {
                piece.setValue(Optional.of(value));
            }
        }
    }

    Optional<V> find(int port) {
        return from.floorEntry(port).getValue();
    }

    private void split(int port) {
        from.putIfAbsent(port, from.floorEntry(port).getValue());
    }
}
