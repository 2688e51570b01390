package org.bumpwire.config.pki;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Objects that end with the process. */
final class MemoryStorage implements ObjectStorage {
    private final Map<String, byte[]> objects = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> read(String name) {
        return Optional.ofNullable(objects.get(name)).map(byte[]::clone);
    }

    @Override
    public void write(String name, byte[] content) {
        objects.put(name, content.clone());
    }

    @Override
    public void delete(String name) {
        objects.remove(name);
    }

    @Override
    public List<String> names() {
        return List.copyOf(objects.keySet());
    }

    @Override
    public String location() {
        return "memory";
    }
}
