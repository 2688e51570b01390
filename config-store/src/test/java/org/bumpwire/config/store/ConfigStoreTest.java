package org.bumpwire.config.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bumpwire.config.store.StoreFixture.ADMIN;
import static org.bumpwire.config.store.StoreFixture.FACTORY;
import static org.bumpwire.config.store.StoreFixture.OPERATOR;
import static org.bumpwire.config.store.StoreFixture.edit;
import static org.bumpwire.config.store.StoreFixture.load;

import java.nio.file.Path;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.model.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigStoreTest {
    @TempDir
    private Path directory;

    private final RecordingSubscriber first = new RecordingSubscriber("first");
    private final RecordingSubscriber second = new RecordingSubscriber("second");
    private ConfigStore store;

    @BeforeEach
    void open() throws StoreException {
        store = StoreFixture.open(directory);
        store.subscribe(first);
        store.subscribe(second);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void beginsWithTheFactoryConfiguration() throws StoreException {
        assertThat(store.runningTree()).isEqualTo(FACTORY);
        assertThat(store.running().revision()).isZero();
        assertThat(store.runningIsSaved()).isTrue();
        assertThat(store.revisions()).isEmpty();
        assertThat(store.start()).isEmpty();
        assertThat(first.heard).containsExactly("prepare bumpwire -> bumpwire", "apply bumpwire");
    }

    @Test
    void commitsACandidate() throws StoreException {
        Candidate candidate = store.openCandidate(ADMIN);
        edit(candidate, "gen host-name edge1");

        CommitResult result = store.commit(candidate, "name it");

        assertThat(result.accepted()).isTrue();
        assertThat(result.problems()).isEmpty();
        assertThat(result.revision()).isEqualTo(1);
        assertThat(store.running().general().hostName()).isEqualTo("edge1");
        assertThat(store.running().revision()).isEqualTo(1);
        assertThat(store.runningIsSaved()).isFalse();
        assertThat(candidate.changed()).isFalse();
        assertThat(store.revisions())
                .containsExactly(new Revision(1, StoreFixture.CLOCK.instant(), "admin", "console", "name it", ""));
        assertThat(store.tree(1)).isEqualTo(store.runningTree());
        assertThat(second.heard).containsExactly("prepare bumpwire -> edge1", "apply edge1");
    }

    @Test
    void changesNothingWhereThereIsNothingToCommit() {
        CommitResult result = store.commit(store.openCandidate(ADMIN), "");

        assertThat(result).isEqualTo(new CommitResult(true, 0, result.problems(), result.warnings()));
        assertThat(result.warnings()).containsExactly("There is nothing to commit");
        assertThat(store.revisions()).isEmpty();
        assertThat(first.heard).isEmpty();
    }

    @Test
    void keepsACandidateFromOthersUntilItIsCommitted() throws StoreException {
        Candidate mine = store.openCandidate(ADMIN);
        edit(mine, "gen host-name mine");

        assertThat(store.openCandidate(OPERATOR).tree()).isEqualTo(FACTORY);
        assertThat(store.runningTree()).isEqualTo(FACTORY);
    }

    @Test
    void reportsEveryProblemAndChangesNothing() throws StoreException {
        Candidate candidate = store.openCandidate(ADMIN);
        edit(candidate, "segment s description x", "virtual-segment v profile p", "delete aaa user admin");

        CommitResult result = store.commit(candidate, "");

        assertThat(result.accepted()).isFalse();
        assertThat(result.problems()).hasSize(4);
        assertThat(result.revision()).isZero();
        assertThat(store.runningTree()).isEqualTo(FACTORY);
        assertThat(store.revisions()).isEmpty();
        assertThat(candidate.changed()).isTrue();
        assertThat(first.heard).isEmpty();
    }

    @Test
    void discardsWhatOthersPreparedWhenOneRefuses() throws StoreException {
        Candidate candidate = store.openCandidate(ADMIN);
        edit(candidate, "gen host-name edge1");
        first.refuse("Port 443 is busy");
        second.refuse("No memory");

        CommitResult result = store.commit(candidate, "");

        assertThat(result.problems()).containsExactly("Port 443 is busy", "No memory");
        assertThat(first.heard).containsExactly("prepare bumpwire -> edge1", "discard edge1");
        assertThat(second.heard).containsExactly("prepare bumpwire -> edge1", "discard edge1");
        assertThat(store.running().general().hostName()).isEqualTo("bumpwire");
        assertThat(store.revisions()).isEmpty();
    }

    @Test
    void survivesASubscriberWithAFault() throws StoreException {
        Candidate candidate = store.openCandidate(ADMIN);
        edit(candidate, "gen host-name edge1");
        first.throwInstead();

        CommitResult result = store.commit(candidate, "");

        assertThat(result.problems())
                .containsExactly("RecordingSubscriber failed to prepare the change, which is a fault of the device"
                        + " (see its log)");
        assertThat(second.heard).containsExactly("prepare bumpwire -> edge1", "discard edge1");
    }

    @Test
    void checksWithoutChangingAnything() throws StoreException {
        Candidate candidate = store.openCandidate(ADMIN);
        edit(candidate, "gen host-name edge1");

        CommitResult result = store.check(candidate);

        assertThat(result.accepted()).isTrue();
        assertThat(first.heard).containsExactly("prepare bumpwire -> edge1", "discard edge1");
        assertThat(store.revisions()).isEmpty();
        assertThat(candidate.changed()).isTrue();
        assertThat(store.compile(candidate).general().hostName()).isEqualTo("edge1");
    }

    @Test
    void mergesChangesOfTwoEditors() throws StoreException {
        Candidate one = store.openCandidate(ADMIN);
        Candidate other = store.openCandidate(OPERATOR);
        edit(one, "gen host-name edge1");
        edit(other, "gen location cellar");

        store.commit(one, "");
        CommitResult result = store.commit(other, "");

        assertThat(result.revision()).isEqualTo(2);
        assertThat(store.runningTree()).isEqualTo(load(FACTORY, "gen host-name edge1 location cellar"));
        assertThat(other.tree()).isEqualTo(store.runningTree());
    }

    @Test
    void refusesAConflictAndShowsBothSides() throws StoreException {
        Candidate one = store.openCandidate(ADMIN);
        Candidate other = store.openCandidate(OPERATOR);
        edit(one, "gen host-name one");
        edit(other, "gen host-name other");
        store.commit(one, "");

        CommitResult result = store.commit(other, "");

        assertThat(result.accepted()).isFalse();
        assertThat(result.problems())
                .containsExactly("gen host-name: 'other' here, 'one' in the running configuration"
                        + " (make the candidate agree, or discard it)");
        assertThat(other.update()).hasSize(1);
        edit(other, "gen host-name one");
        assertThat(other.update()).isEmpty();
        assertThat(other.changed()).isFalse();
    }

    @Test
    void discardsToWhatIsRunningNow() throws StoreException {
        Candidate one = store.openCandidate(ADMIN);
        Candidate other = store.openCandidate(OPERATOR);
        edit(one, "gen host-name one");
        edit(other, "gen host-name other");
        store.commit(one, "");

        other.discard();

        assertThat(other.tree()).isEqualTo(store.runningTree());
        assertThat(other.base()).isEqualTo(store.runningTree());
    }

    @Test
    void keepsAnOperatorFromUsersAndKeys() throws StoreException {
        Candidate candidate = store.openCandidate(OPERATOR);

        assertThatThrownBy(() -> edit(candidate, "aaa user olga role administrator"))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "aaa user \"olga\" may not be changed by you: your role, \"operator\", lacks capability users write");
        assertThatThrownBy(() -> edit(candidate, "certificates certificate c")).isInstanceOf(StoreException.class);
        assertThat(candidate.changed()).isFalse();
        edit(candidate, "gen location cellar");
        assertThat(candidate.changed()).isTrue();
    }

    @Test
    void keepsAReaderFromEverything() {
        Candidate candidate = store.openCandidate(new Editor("rita", Role.READ_ONLY, "10.0.0.8", "3"));

        assertThatThrownBy(() -> edit(candidate, "gen location cellar"))
                .hasMessage(
                        "gen may not be changed by you: your role, \"read-only\", lacks capability device-settings write");
    }

    @Test
    void tellsWhoEdits() {
        Candidate one = store.openCandidate(ADMIN);
        Candidate other = store.openCandidate(OPERATOR);

        assertThat(store.candidates()).containsExactlyInAnyOrder(one, other);
        one.close();
        assertThat(store.candidates()).containsExactly(other);
        assertThatThrownBy(() -> store.commit(one, "")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void goesBackToAnOldRevisionByTheSamePath() throws StoreException {
        Candidate candidate = store.openCandidate(ADMIN);
        edit(candidate, "gen host-name one");
        store.commit(candidate, "");
        edit(candidate, "gen host-name two");
        store.commit(candidate, "");

        candidate.replace(store.tree(1));
        CommitResult result = store.commit(candidate, "back");

        assertThat(result.revision()).isEqualTo(3);
        assertThat(store.running().general().hostName()).isEqualTo("one");
    }

    @Test
    void refusesARevisionThatIsNotThere() {
        assertThatThrownBy(() -> store.tree(7))
                .isInstanceOf(StoreException.class)
                .hasMessage("There is no revision 7");
    }
}
