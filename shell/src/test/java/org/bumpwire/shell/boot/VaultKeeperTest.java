package org.bumpwire.shell.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.pki.CertificateSubject;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.PassphraseSource;
import org.bumpwire.config.pki.SigningCertificate;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.store.Candidate;
import org.bumpwire.config.store.CommitResult;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.Editor;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.journal.SystemRecord;
import org.bumpwire.shell.session.KeptRecords;
import org.bumpwire.shell.session.TestDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeeperTest {
    private static final Editor ADMIN = new Editor("admin", Role.ADMINISTRATOR, "console", "1");
    private static final List<String> FACTORY = List.of(
            "aaa user admin role administrator",
            "aaa user admin ssh-key \"ssh-ed25519"
                    + " AAAAC3NzaC1lZDI1NTE5AAAAIJ4mUXYvFOdEhkGWTsQVZpbjVTyqU0GFPCsVJBLIv3bX admin\"");

    private final TestDevice.SettableClock clock = new TestDevice.SettableClock();
    private final KeptRecords journal = new KeptRecords();

    @TempDir
    Path directory;

    /** A start of the device, without its proxy. */
    private final class Started implements AutoCloseable {
        final Vault vault;
        final ConfigStore store;
        final List<String> notes;

        Started() throws Exception {
            vault = Vault.open(directory.resolve("vault"), PassphraseSource.NONE, clock);
            store = ConfigStore.open(directory, vault, load(ConfigTree.empty(), FACTORY), clock);
            SystemJournal system = new SystemJournal(journal, clock);
            store.subscribe(system);
            store.subscribe(new VaultKeeper(vault, store, system));
            notes = store.start();
            system.release();
        }

        CommitResult commit(String... lines) throws Exception {
            try (Candidate candidate = store.openCandidate(ADMIN)) {
                candidate.replace(load(candidate.tree(), List.of(lines)));
                CommitResult result = store.commit(candidate, "");
                assertThat(result.problems()).isEmpty();
                store.save(ADMIN);
                return result;
            }
        }

        String put(KeyedCertificate certificate, String name) throws Exception {
            return "certificates certificate %s chain %s private-key %s"
                    .formatted(name, vault.putChain(certificate.chain()), vault.putKey(certificate.privateKey()));
        }

        boolean hasKey(String name) {
            return store.running().certificates().stream()
                    .anyMatch(identity -> identity.name().equals(name) && identity.hasKey());
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @Test
    void keepsKeysOverARestartUnlessToldOtherwise() throws Exception {
        KeyedCertificate ca = generated("CA");
        try (Started first = new Started()) {
            assertThat(first.commit(first.put(ca, "CA")).warnings()).isEmpty();
        }

        try (Started second = new Started()) {
            assertThat(second.notes).isEmpty();
            assertThat(second.hasKey("CA")).isTrue();
        }
    }

    @Test
    void takesKeysFromDiskAndSaysWhatWillBeAndWhatIsMissing() throws Exception {
        KeyedCertificate ca = generated("CA");
        KeyedCertificate other = generated("Other");
        try (Started first = new Started()) {
            first.commit(first.put(ca, "CA"), first.put(other, "OTHER"));
            assertThat(keyFiles()).hasSize(2);

            CommitResult off = first.commit("sslinsp persist-private-keys disable");

            assertThat(off.warnings())
                    .singleElement()
                    .asString()
                    .contains("will be without their private key after a restart: \"CA\", \"OTHER\"");
            assertThat(keyFiles()).isEmpty();
            assertThat(first.hasKey("CA")).isTrue();
            assertThat(noted()).contains("Private keys are in memory only from now on; 2 removed from disk");
        }

        try (Started second = new Started()) {
            assertThat(second.notes)
                    .anyMatch(
                            note -> note.contains("certificate \"CA\": its private key was in memory only and is gone"))
                    .anyMatch(note -> note.contains("certificate \"OTHER\""));
            assertThat(second.hasKey("CA")).isFalse();
            assertThat(noted())
                    .contains("Certificate \"CA\" is without its private key; sessions that need it are blocked");
            assertThat(second.store.keysAreBack()).isFalse();
            assertThat(second.commit("gen location here").warnings())
                    .anyMatch(warning -> warning.contains("certificate \"CA\""));

            String unused = second.put(ca, "CA");
            assertThat(second.store.keysAreBack()).isTrue();
            long revision = second.store.running().revision();
            assertThat(second.commit().revision()).isEqualTo(revision);

            assertThat(second.hasKey("CA")).isTrue();
            assertThat(second.hasKey("OTHER")).isFalse();
            assertThat(noted()).contains("Certificate \"CA\" no longer lacks a private key");
            assertThat(keyFiles()).isEmpty();
        }
    }

    @Test
    void bringsKeysToDiskWhenTheyMayRestAgain() throws Exception {
        try (Started first = new Started()) {
            first.commit("sslinsp persist-private-keys disable", first.put(generated("CA"), "CA"));
            assertThat(keyFiles()).isEmpty();

            first.commit("sslinsp persist-private-keys enable");

            assertThat(keyFiles()).hasSize(1);
        }
        try (Started second = new Started()) {
            assertThat(second.hasKey("CA")).isTrue();
        }
    }

    @Test
    void removesFromTheVaultWhatNothingNames() throws Exception {
        String named;
        String abandoned;
        String edited;
        try (Started device = new Started()) {
            String statement = device.put(generated("Named"), "NAMED");
            named = idOf(statement);
            abandoned = idOf(device.put(generated("Abandoned"), "X"));
            String inEditing = device.put(generated("Edited"), "EDITED");
            edited = idOf(inEditing);
            device.commit(statement);
            device.commit("gen location here");
            clock.advance(Duration.ofHours(2));
            try (Candidate open = device.store.openCandidate(ADMIN)) {
                open.replace(load(open.tree(), List.of(inEditing)));

                device.commit("gen location there");

                assertThat(device.vault.hasKey(abandoned)).isFalse();
                assertThat(device.vault.hasKey(named)).isTrue();
                assertThat(device.vault.hasKey(edited)).isTrue();
                assertThat(noted()).contains("Removed %s, which no stored configuration names".formatted(abandoned));
            }
        }

        try (Started restarted = new Started()) {
            assertThat(restarted.vault.hasKey(named)).isTrue();
            assertThat(restarted.vault.hasKey(edited)).isFalse();
        }
    }

    @Test
    void keepsWhatOnlyAnOldOrADamagedRevisionNames() throws Exception {
        String old;
        try (Started device = new Started()) {
            String statement = device.put(generated("Old"), "OLD");
            old = idOf(statement);
            device.commit(statement);
            try (Candidate candidate = device.store.openCandidate(ADMIN)) {
                candidate.replace(load(ConfigTree.empty(), FACTORY));
                assertThat(device.store.commit(candidate, "").accepted()).isTrue();
                device.store.save(ADMIN);
            }
        }
        Path revision = directory.resolve("config/%010d.conf".formatted(1));
        Files.writeString(revision, Files.readString(revision) + "damage");
        clock.advance(Duration.ofHours(2));

        try (Started restarted = new Started()) {
            assertThat(restarted.vault.hasKey(old)).isTrue();
        }
        Files.delete(revision);
        try (Started restarted = new Started()) {
            assertThat(restarted.vault.hasKey(old)).isFalse();
        }
    }

    private List<String> noted() {
        return journal.records.stream()
                .filter(SystemRecord.class::isInstance)
                .map(record -> ((SystemRecord) record).message())
                .toList();
    }

    private List<Path> keyFiles() throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve("vault"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("sha256-")
                            && file.toString().endsWith(".key"))
                    .toList();
        }
    }

    private static String idOf(String statement) {
        return statement.substring(statement.lastIndexOf(' ') + 1);
    }

    private KeyedCertificate generated(String name) throws Exception {
        return SigningCertificate.generate(CertificateSubject.named(name), KeyAlgorithm.ECDSA, 256, 3_650, clock);
    }

    private static ConfigTree load(ConfigTree onto, List<String> lines) {
        ConfigLoader.Loaded loaded = ConfigLoader.load(onto, ConfigPath.root(), lines);
        assertThat(loaded.problems()).isEmpty();
        return loaded.tree();
    }
}
