package org.bumpwire.config.store;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bumpwire.config.file.Disk;
import org.bumpwire.config.file.DurableDisk;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;

/** A store in a directory, whose factory configuration has one administrator. */
final class StoreFixture {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    static final Editor ADMIN = new Editor("admin", Role.ADMINISTRATOR, "console", "1");
    static final Editor OPERATOR = new Editor("olga", Role.OPERATOR, "10.0.0.7", "2");
    static final ConfigTree FACTORY =
            load(ConfigTree.empty(), "aaa user admin role administrator ssh-key \"" + sshKey() + "\"");

    private StoreFixture() {}

    static ConfigStore open(Path directory) throws StoreException {
        return open(directory, new DurableDisk());
    }

    static ConfigStore open(Path directory, Disk disk) throws StoreException {
        return ConfigStore.open(directory, Vault.inMemory(), FACTORY, CLOCK, disk);
    }

    static void edit(Candidate candidate, String... lines) throws StoreException {
        candidate.replace(load(candidate.tree(), lines));
    }

    static ConfigTree load(ConfigTree onto, String... lines) {
        ConfigLoader.Loaded loaded = ConfigLoader.load(onto, ConfigPath.root(), List.of(lines));
        if (!loaded.problems().isEmpty()) {
            throw new IllegalArgumentException(loaded.problems().toString());
        }
        return loaded.tree();
    }

    private static String sshKey() {
        return "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4mUXYvFOdEhkGWTsQVZpbjVTyqU0GFPCsVJBLIv3bX admin";
    }
}
