package org.bumpwire.config.pki;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the values last asked for, up to a number. */
final class RecentlyUsed<V> {
    private final Map<String, V> values;

    RecentlyUsed(int capacity) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized Optional<V> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void forget(String key) {
        values.remove(key);
    }

    synchronized void clear() {
        values.clear();
    }

    synchronized void put(String key, V value) {
        values.put(key, value);
    }
}
