package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.session.Outcome;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines typed, lines expected. */
class TranscriptTest {
    @TempDir
    private Path directory;

    private TestDevice device;
    private Typist screen;
    private ShellSession session;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        screen = new Typist();
        session = device.console(screen);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void showsInThePromptWhereTheOperatorStands() {
        assertThat(session.prompt()).isEqualTo("bumpwire{}");
        type("edit");
        assertThat(session.prompt()).isEqualTo("bumpwire{running}");
        type("sslinsp");
        assertThat(session.prompt()).isEqualTo("bumpwire{running-sslinsp}");
        type("decryption-policy D");
        assertThat(session.prompt()).isEqualTo("bumpwire{running-sslinsp-decryption-policy-D*}");
        type("top");
        assertThat(session.prompt()).isEqualTo("bumpwire{running*}");
        type("commit");
        assertThat(session.prompt()).isEqualTo("bumpwire{running}");
        type("!");
        assertThat(session.prompt()).isEqualTo("bumpwire{}*");
        type("save-config");
        assertThat(session.prompt()).isEqualTo("bumpwire{}");
    }

    @Test
    void commitsWhatWasTyped() {
        assertThat(type("edit", "gen host-name edge1", "commit comment \"new name\""))
                .containsExactly("Committed revision 1", "It runs until the next restart; save-config keeps it");

        assertThat(device.store.running().general().hostName()).isEqualTo("edge1");
        assertThat(session.prompt()).isEqualTo("edge1{running}");
        assertThat(type("show commits")).anyMatch(l -> l.contains("new name") && l.contains("admin"));
    }

    @Test
    void leavesContextsOneByOne() {
        type("edit", "sslinsp", "decryption-policy D", "exit");
        assertThat(session.prompt()).isEqualTo("bumpwire{running-sslinsp*}");
        type("exit");
        assertThat(session.prompt()).isEqualTo("bumpwire{running*}");
    }

    @Test
    void asksBeforeChangesAreDropped() {
        type("edit", "gen location Bern");
        screen.confirms = false;
        type("exit");
        assertThat(session.prompt()).isEqualTo("bumpwire{running*}");

        screen.confirms = true;
        type("!");
        assertThat(session.prompt()).isEqualTo("bumpwire{}");
        assertThat(screen.questions).containsExactly("Drop the uncommitted changes?", "Drop the uncommitted changes?");
        assertThat(device.store.running().general().location()).isEmpty();
    }

    @Test
    void showsWhatWasChanged() {
        type("edit", "gen location Bern");

        assertThat(type("compare")).containsExactly(" gen", "+  location Bern");
    }

    @Test
    void rollsBackToAnOldRevision() {
        type("edit", "gen location Bern", "commit", "gen location Chur", "commit", "rollback 1", "commit");

        assertThat(device.store.running().general().location()).isEqualTo("Bern");
    }

    @Test
    void loadsBackWhatItDisplays() {
        type("edit", "gen location \"Bern | west\"", "segment S mode explicit 127.0.0.1:3128", "commit");
        List<String> displayed = type("display running");
        type("delete gen", "delete segment S");
        screen.pasted.addAll(displayed);

        assertThat(type("load merge terminal"))
                .containsExactly("Loaded %d lines; compare shows the changes".formatted(displayed.size()));
        assertThat(type("compare")).containsExactly("No difference");
    }

    @Test
    void displaysOneStatementALine() {
        type("edit", "gen location Bern");

        assertThat(type("display gen | display set")).containsExactly("gen location Bern");
    }

    @Test
    void displaysConfigurationForPrograms() {
        type("edit", "gen location Bern");

        assertThat(String.join("", type("display gen | display json")).replace(" ", ""))
                .isEqualTo("{\"document\":\"bumpwire.configuration\",\"version\":1,\"data\":{\"location\":\"Bern\"}}");
    }

    @Test
    void filtersThroughEveryPipe() {
        assertThat(type("users | except rita | match \"ad|ol\" | last 1"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("olga");
        assertThat(type("users | count")).containsExactly("Count: 4 lines");
        assertThat(type("users | begin olga | first 1")).hasSize(1);
    }

    @Test
    void shortensCommandsToUniqueBeginnings() {
        assertThat(type("sh ver | match Bump")).containsExactly("Bumpwire  0.1.0");
    }

    @Test
    void listsTheChoicesOfAnAmbiguousBeginning() {
        type("edit");

        assertThat(type("co")).containsExactly("error: \"co\" is ambiguous", "  co", "  ^^ commit, compare, copy");
    }

    @Test
    void pointsAtTheBadWord() {
        screen.typedAt = OptionalInt.of(11);

        assertThat(type("show versoin"))
                .containsExactly("                ^^^^^^^ version", "error: \"versoin\" is no word after show");
    }

    @Test
    void pointsAtTheBadWordOfAStatement() {
        type("edit");

        assertThat(type("sslinsp client maybe"))
                .hasSize(3)
                .contains("  sslinsp client maybe")
                .last()
                .asString()
                .startsWith("                 ^^^^^ ");
    }

    @Test
    void tellsThatAStatementNeedsEditMode() {
        assertThat(type("sslinsp client enable"))
                .first()
                .isEqualTo("error: \"sslinsp\" belongs to the configuration; enter edit mode first: edit");
    }

    @Test
    void saysEverythingThatPreventsACommit() {
        type("edit", "virtual-segment V segment nowhere profile none");

        assertThat(type("commit"))
                .anyMatch(l -> l.contains("nowhere"))
                .anyMatch(l -> l.contains("none"))
                .first()
                .asString()
                .startsWith("error: ");
        assertThat(device.store.running().virtualSegments()).isEmpty();
    }

    @Test
    void refusesHalfOfABatch() throws IOException {
        assertThat(device.batch("edit", "gen location Bern", "gen locatoin Chur", "commit", "exit"))
                .anyMatch(l -> l.startsWith("line 3: error: "))
                .anyMatch(l -> l.startsWith("line 4: error: Nothing was committed, for line 3 was refused"))
                .anyMatch(l -> l.startsWith("line 5: error: There are uncommitted changes"))
                .last()
                .isEqualTo("exit 1");
        assertThat(device.store.running().general().location()).isEmpty();
    }

    @Test
    void runsABatch() throws IOException {
        assertThat(device.batch(
                        "# a comment", "edit", "gen", "  location Bern", "exit", "commit", "save-config", "exit"))
                .containsExactly(
                        "Committed revision 1",
                        "It runs until the next restart; save-config keeps it",
                        "The running configuration is saved",
                        "exit 0");
        assertThat(device.store.savedTree()).isEqualTo(device.store.runningTree());
    }

    @Test
    void tellsOfABatchThatEndsWithoutACommit() throws IOException {
        assertThat(device.batch("edit", "gen location Bern"))
                .containsExactly(
                        "error: The changes were not committed and are dropped; end with commit or discard", "exit 1");
    }

    @Test
    void takesStatementsOfABatchFromItsOwnLines() throws IOException {
        assertThat(device.batch("edit", "load merge terminal", "gen", "location Bern", ".", "commit"))
                .contains("Loaded 2 lines; compare shows the changes")
                .last()
                .isEqualTo("exit 0");
        assertThat(device.store.running().general().location()).isEqualTo("Bern");
    }

    @Test
    void tellsOfLinesBehindTheEndOfTheSession() throws IOException {
        assertThat(device.batch("show date", "exit", "", "show version"))
                .contains("error: The session ended before line 4, so that was not run")
                .last()
                .isEqualTo("exit 1");
        assertThat(device.batch("show date", "exit", "", "# done", "")).last().isEqualTo("exit 0");
    }

    @Test
    void doesNotNumberACommandThatIsAlone() throws IOException {
        assertThat(device.batch("nonsense")).first().asString().startsWith("error: ");
    }

    @Test
    void showsCounters() {
        device.stats.connTotal.add(7);

        assertThat(type("debug np stats show npSslInspStats")).containsExactly("connTotal      7", "connInspected  0");
        assertThat(type("deb np st cl npSsl")).containsExactly("Cleared npSslInspStats");
        assertThat(type("debug np stats show npSslInspStats | match connTotal")).containsExactly("connTotal      0");
    }

    @Test
    void explainsAFlow() {
        type("edit", "segment S mode explicit 127.0.0.1:3128", "commit", "exit");

        assertThat(type("explain flow source 192.0.2.7 destination [2001:db8::1]:443 sni WWW.example.com"))
                .contains("Outcome: Not decrypted (bypassDomain)")
                .anyMatch(l -> l.contains("*.example.com") && l.contains("sslinsp decryption-policy D"));
        assertThat(device.dataPlane.asked).hasSize(1).first().satisfies(q -> {
            assertThat(q.segment()).isEqualTo("S");
            assertThat(q.destinationPort()).isEqualTo(443);
            assertThat(q.sni()).contains("www.example.com");
        });
    }

    @Test
    void saysWhatAnExplanationLacks() {
        assertThat(type("explain flow source 192.0.2.7"))
                .first()
                .asString()
                .startsWith("error: explain flow lacks destination ADDRESS:PORT; it is typed so: explain flow source");
        assertThat(type("explain flow source www.example.com destination 192.0.2.1:443 segment S"))
                .first()
                .asString()
                .startsWith("error: ");
    }

    @Test
    void generatesAndExportsASigningCertificate() {
        type("edit", "certificates certificate CA1 generate signing common-name \"Inspection CA\"", "commit", "exit");

        assertThat(type("show certificates")).anyMatch(l -> l.startsWith("CA1") && l.contains("CN=Inspection CA"));
        assertThat(type("certificate export CA1"))
                .startsWith("-----BEGIN CERTIFICATE-----")
                .endsWith("-----END CERTIFICATE-----")
                .noneMatch(l -> l.contains("PRIVATE"));
    }

    @Test
    void savesAnAnswerInAFile() throws IOException {
        Path file = directory.resolve("users.txt");

        assertThat(type("users | match rita | save " + file))
                .containsExactly("Saved 1 lines to \"%s\"".formatted(file));
        assertThat(Files.readString(file)).startsWith("rita");
        assertThat(type("users | save " + file)).first().asString().contains("exists already");
    }

    @Test
    void helpsWithCommands() {
        assertThat(type("help show log")).first().asString().startsWith("show log JOURNAL [last N] [since TIME]");
        assertThat(type("help configuration gen")).anyMatch(l -> l.startsWith("host-name"));
        assertThat(type("show ?")).anyMatch(l -> l.trim().startsWith("version"));
    }

    @Test
    void stopsTheDeviceOnlyWhenAsked() {
        screen.confirms = false;
        type("halt");
        assertThat(device.stopped).isFalse();

        screen.confirms = true;
        type("halt");
        assertThat(device.stopped).isTrue();
    }

    @Test
    void changesAPasswordAtOnce() {
        screen.secrets.addAll(List.of(TestDevice.PASSWORD, "another good 1", "another good 1"));

        assertThat(type("chpasswd")).containsExactly("The password of \"admin\" is changed");
        assertThat(Passwords.matches(
                        "another good 1".toCharArray(),
                        device.store
                                .running()
                                .access()
                                .user("admin")
                                .orElseThrow()
                                .passwordHash()))
                .isTrue();
        assertThat(device.store.runningIsSaved()).isTrue();
    }

    @Test
    void keepsThePasswordOfWhoCannotTypeIt() {
        screen.secrets.add("a wrong guess");

        assertThat(type("chpasswd")).containsExactly("error: This is not the current password; nothing was changed");
    }

    @Test
    void asksForAPasswordThatIsNotOnTheLine() {
        type("edit");
        screen.secrets.addAll(List.of("a new one 123", "a new one 123"));
        type("aaa user olga password", "commit");

        assertThat(Passwords.matches(
                        "a new one 123".toCharArray(),
                        device.store
                                .running()
                                .access()
                                .user("olga")
                                .orElseThrow()
                                .passwordHash()))
                .isTrue();
    }

    @Test
    void endsWithLogout() {
        assertThat(session.execute("logout")).isEqualTo(Outcome.ACCEPTED);
        assertThat(session.isOpen()).isFalse();
    }

    private List<String> type(String... lines) {
        screen.lines.clear();
        for (String line : lines) {
            session.execute(line);
        }
        return List.copyOf(screen.lines);
    }
}
