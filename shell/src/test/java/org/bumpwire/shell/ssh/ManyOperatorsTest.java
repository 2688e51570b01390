package org.bumpwire.shell.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.session.ClientSession;
import org.bumpwire.config.file.Revision;
import org.bumpwire.config.model.DecryptionPolicy;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;
import org.bumpwire.config.tree.TreePrinter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Operators who all change one list over SSH, each their own items, at the same time. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ManyOperatorsTest {
    private static final int OPERATORS = 20;
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bumpwire.operators.seconds", 5));
    private static final String LIST = "sslinsp decryption-policy SHARED never-decrypt domain ";

    @TempDir
    private Path directory;

    @Test
    void loseNoChangeAndLeaveAHistoryThatReplays() throws Exception {
        ExecutorService operators = Executors.newFixedThreadPool(OPERATORS);
        try (SshDevice device = SshDevice.start(directory);
                TestClient client = new TestClient()) {
            long end = System.nanoTime() + TIME.toNanos();
            List<Future<Integer>> commits = new ArrayList<>();
            for (int i = 0; i < OPERATORS; i++) {
                int number = i;
                commits.add(operators.submit(() -> commitUntil(end, device, client, number)));
            }
            List<String> expected = new ArrayList<>();
            int total = 0;
            for (int i = 0; i < OPERATORS; i++) {
                int last = commits.get(i).get();
                assertThat(last).isPositive();
                total += last;
                expected.add(domain(i, last));
            }

            assertThat(device.running().revision()).isEqualTo(total);
            assertThat(domains(device)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(device.store().candidates()).isEmpty();
            replay(device, total);
        } finally {
            operators.shutdownNow();
        }
    }

    /** Answers how many commits were made. */
    private static int commitUntil(long end, SshDevice device, TestClient client, int operator) throws Exception {
        int commits = 0;
        try (ClientSession session = client.login(device.address(), "admin", SshDevice.PASSWORD)) {
            while (commits == 0 || System.nanoTime() < end) {
                List<String> lines = new ArrayList<>(List.of("edit", LIST + domain(operator, commits + 1)));
                if (commits > 0) {
                    lines.add("delete " + LIST + domain(operator, commits));
                }
                lines.add("commit comment %s".formatted(domain(operator, commits + 1)));
                byte[] script = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
                TestClient.Answer answer = TestClient.run(session, "", new ByteArrayInputStream(script));
                assertThat(answer.err()).isEmpty();
                assertThat(answer.status()).isZero();
                commits++;
            }
        }
        return commits;
    }

    /** Each revision that is kept makes the one change of its operator to the one before, up to what runs. */
    private static void replay(SshDevice device, int total) throws Exception {
        List<Revision> revisions = new ArrayList<>(device.store().revisions());
        Collections.reverse(revisions);
        ConfigTree tree = device.store().tree(revisions.get(0).id());
        for (Revision revision : revisions.subList(1, revisions.size())) {
            ConfigTree next = device.store().tree(revision.id());
            Diff diff = Diff.between(tree, next);
            List<String> lines = diff.lines(TreePrinter.complete());
            assertThat(lines)
                    .filteredOn(l -> l.startsWith("+"))
                    .singleElement()
                    .asString()
                    .endsWith(revision.comment());
            tree = diff.applyTo(tree);
        }
        assertThat(revisions).last().extracting(Revision::id).isEqualTo((long) total);
        assertThat(tree).isEqualTo(device.store().runningTree());
    }

    private static List<String> domains(SshDevice device) {
        return device.running().sslInspection().decryptionPolicies().stream()
                .map(DecryptionPolicy::neverDecryptDomains)
                .flatMap(List::stream)
                .map(Object::toString)
                .toList();
    }

    private static String domain(int operator, int commit) {
        return "c%d.o%d.example".formatted(commit, operator);
    }
}
