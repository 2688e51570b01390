package org.bumpwire.shell.boot;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.ApplianceConfig;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.ConfigSubscriber;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.journal.Severity;

/**
 * Has private keys rest where the configuration says, tells which are missing, and removes from the vault what no stored
 * configuration and no open candidate names any more.
 */
final class VaultKeeper implements ConfigSubscriber {
    private static final String COMPONENT = "vault";

    private final Vault vault;
    private final ConfigStore store;
    private final SystemJournal journal;
    private Set<String> lastMissing = Set.of();

    VaultKeeper(Vault vault, ConfigStore store, SystemJournal journal) {
        this.vault = vault;
        this.store = store;
        this.journal = journal;
    }

    @Override
    public PreparedChange prepare(ApplianceConfig running, ApplianceConfig next, Problems problems) {
        boolean rest = next.sslInspection().persistPrivateKeys();
        if (!rest) {
            warnOfLoss(next, problems);
        }
        Runnable takeBack = () -> {};
        if (rest && !vault.persistsKeys()) {
            try {
                takeBack = vault.beginPersistingKeys();
            } catch (PkiException e) {
                problems.add("sslinsp persist-private-keys: " + e.getMessage());
            }
        }
        return new Change(next, takeBack);
    }

    private static void warnOfLoss(ApplianceConfig next, Problems problems) {
        List<String> kept = next.certificates().stream()
                .filter(Identity::hasKey)
                .map(Identity::name)
                .toList();
        if (!kept.isEmpty()) {
            problems.warn(
                    "sslinsp persist-private-keys is disabled, so these certificates will be without their private key after a restart: \"%s\""
                            .formatted(String.join("\", \"", kept)));
        }
    }

    private final class Change implements PreparedChange {
        private final ApplianceConfig next;
        private final Runnable takeBack;

        Change(ApplianceConfig next, Runnable takeBack) {
            this.next = next;
            this.takeBack = takeBack;
        }

        @Override
        public void apply() {
            restKeys(next.sslInspection().persistPrivateKeys());
            noteMissing(next);
            removeUnnamed();
        }

        @Override
        public void discard() {
            takeBack.run();
        }
    }

    private void restKeys(boolean onDisk) {
        try {
            if (onDisk && !vault.persistsKeys()) {
                vault.persistKeys();
                journal.note(Severity.NOTICE, COMPONENT, "Private keys rest on disk from now on");
            }
            if (!onDisk) {
                int removed = vault.keysOnDisk();
                vault.keepKeysInMemory();
                if (removed > 0) {
                    journal.note(
                            Severity.NOTICE,
                            COMPONENT,
                            "Private keys are in memory only from now on; %d removed from disk".formatted(removed));
                }
            }
        } catch (PkiException e) {
            journal.note(Severity.ERROR, COMPONENT, String.valueOf(e.getMessage()));
        }
    }

    private void noteMissing(ApplianceConfig config) {
        Set<String> missing = new TreeSet<>();
        config.certificates().stream()
                .filter(identity -> !identity.hasKey())
                .map(Identity::name)
                .forEach(missing::add);
        for (String name : missing) {
            if (!lastMissing.contains(name)) {
                journal.note(
                        Severity.ERROR,
                        COMPONENT,
                        "Certificate \"%s\" is without its private key; sessions that need it are blocked"
                                .formatted(name));
            }
        }
        lastMissing.stream()
                .filter(name -> !missing.contains(name))
                .forEach(name -> journal.note(
                        Severity.NOTICE,
                        COMPONENT,
                        "Certificate \"%s\" no longer lacks a private key".formatted(name)));
        lastMissing = missing;
    }

    private void removeUnnamed() {
        try {
            Set<String> candidates = vault.settledIds();
            candidates.removeAll(store.namedObjects());
            for (String id : candidates) {
                vault.remove(id);
                journal.note(
                        Severity.INFORMATIONAL,
                        COMPONENT,
                        "Removed %s, which no stored configuration names".formatted(id));
            }
        } catch (PkiException | StoreException e) {
            journal.note(Severity.WARNING, COMPONENT, "Nothing was tidied up: " + e.getMessage());
        }
    }
}
