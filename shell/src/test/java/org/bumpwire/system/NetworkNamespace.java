package org.bumpwire.system;

import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A network of its own, with nothing but what a test puts in; gone when it is closed. */
final class NetworkNamespace implements AutoCloseable {
    private static int made;

    private final String name;

    private NetworkNamespace(String name) {
        this.name = name;
    }

    static synchronized NetworkNamespace make() {
        String name = "bumpwire-%d-%d".formatted(ProcessHandle.current().pid(), made++);
        Ran ran = Ran.of(Peer.IP.program(), "netns", "add", name);
        Assumptions.assumeTrue(ran.exit() == 0, "A network namespace cannot be made: " + ran.err());
        NetworkNamespace namespace = new NetworkNamespace(name);
        namespace.run(Peer.IP.program(), "link", "set", "lo", "up");
        return namespace;
    }

    /** Joins this namespace and another by a cable; the addresses are with the length of their prefix. */
    void connect(NetworkNamespace other, String here, String there) {
        String ip = Peer.IP.program();
        Ran.of(ip, "link", "add", "eth0", "netns", name, "type", "veth", "peer", "name", "eth0", "netns", other.name)
                .succeeded();
        run(ip, "address", "add", here, "dev", "eth0");
        run(ip, "link", "set", "eth0", "up");
        other.run(ip, "address", "add", there, "dev", "eth0");
        other.run(ip, "link", "set", "eth0", "up");
    }

    /** Runs a command in it, which must succeed. */
    Ran run(String... command) {
        return Ran.of(Ran.inNamespace(prefix(), command).toArray(String[]::new)).succeeded();
    }

    /** What makes a command run in it. */
    List<String> prefix() {
        return List.of(Peer.IP.program(), "netns", "exec", name);
    }

    @Override
    public void close() {
        Ran.of(Peer.IP.program(), "netns", "delete", name);
    }
}
