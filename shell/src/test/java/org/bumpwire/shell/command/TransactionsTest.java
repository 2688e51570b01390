package org.bumpwire.shell.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What several operators commit, try out and take back. */
class TransactionsTest {
    @TempDir
    private Path directory;

    private final Typist screen = new Typist();
    private final Typist otherScreen = new Typist();
    private TestDevice device;
    private ShellSession session;
    private ShellSession other;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        session = device.console(screen);
        other = device.ssh("olga", otherScreen);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void rollsBackWhatIsNotConfirmedAndTellsEveryTerminal() {
        assertThat(type("edit", "gen host-name edge", "commit confirmed 1"))
                .containsExactly("Committed revision 1", "It is rolled back in 1 seconds unless commit confirms it");
        assertThat(session.prompt()).matches("edge\\{running![01]}");
        assertThat(other.prompt()).matches("edge\\{![01]}\\*");

        await().until(() -> screen.announced.size() == 1 && otherScreen.announced.size() == 2);

        String rolledBack = "Revision 1 by admin was not confirmed in time: revision 0 runs again, now as revision 2";
        assertThat(screen.announced).containsExactly(rolledBack);
        assertThat(otherScreen.announced)
                .containsExactly(
                        "Revision 1 by admin is rolled back in 1 seconds unless commit confirms it", rolledBack);
        assertThat(session.prompt()).isEqualTo("bumpwire{running}");
        assertThat(type("rollback 1"))
                .containsExactly("Loaded revision 1; compare shows the changes, commit makes them run");
    }

    @Test
    void confirmsFromAnotherSession() {
        type("edit", "gen host-name edge", "commit confirmed 300 comment \"try it\" label trial");
        assertThat(type("show commits")).anyMatch(l -> l.contains("to be confirmed in 300 s") && l.contains("trial"));
        assertThat(type("save-config"))
                .containsExactly("error: Revision 1 still has to be confirmed and cannot be saved"
                        + " (edit, then commit confirms it)");
        session.close();

        assertThat(typeOther("edit", "commit save"))
                .containsExactly("Revision 1 is confirmed", "The running configuration is saved");

        assertThat(device.store.unconfirmed()).isEmpty();
        assertThat(other.prompt()).isEqualTo("edge{running}");
    }

    @Test
    void takesBackAtOnce() {
        type("edit", "gen host-name edge", "commit confirmed 300", "!");
        assertThat(typeOther("rollback confirmed-commit"))
                .containsExactly("Rolled back; what ran before runs again, as revision 2");
        assertThat(device.store.running().general().hostName()).isEqualTo("bumpwire");
        await().until(() -> !screen.announced.isEmpty());
        assertThat(screen.announced)
                .containsExactly(
                        "Revision 1 by admin was taken back by olga: revision 0 runs again, now as revision 2");
        assertThat(type("edit", "gen host-name edge", "commit confirmed 300", "commit abort"))
                .last()
                .isEqualTo("Rolled back; what ran before runs again, as revision 4");
        assertThat(type("commit abort")).containsExactly("error: No commit waits to be confirmed");
    }

    @Test
    void givesMoreTime() {
        type("edit", "gen host-name edge", "commit confirmed 10");
        assertThat(type("commit confirmed 600"))
                .containsExactly(
                        "Revision 1 is still unconfirmed",
                        "It is rolled back in 600 seconds unless commit confirms it");
        assertThat(device.store.revisions()).hasSize(1);
    }

    @Test
    void refusesWordsThatMakeNoSenseTogether() {
        type("edit");
        assertThat(type("commit confirmed 60 save"))
                .containsExactly(
                        "error: What is not confirmed cannot be saved; type: commit save, to confirm and save");
        assertThat(type("commit check save")).containsExactly("error: commit check takes no other words");
        assertThat(type("commit confirmed 0")).anyMatch(l -> l.contains("must be a number from 1 to 86400"));
        type("gen host-name x");
        assertThat(type("commit label 7up")).anyMatch(l -> l.contains("A label has a letter, then"));
    }

    @Test
    void hangsUpOnWhoEditsAloneAndLetsOthersCommit() {
        typeOther("edit exclusive");
        assertThat(type("edit", "gen host-name x", "commit")).anyMatch(l -> l.contains("olga"));

        assertThat(type("disconnect " + other.id()))
                .containsExactly("Session %d of olga is hung up on".formatted(other.id()));

        assertThat(otherScreen.hungUp).isTrue();
        other.close();
        assertThat(type("commit")).contains("Committed revision 1");
        assertThat(type("disconnect " + other.id()))
                .containsExactly(
                        "error: There is no other session '%d' from the network; show users lists those that are"
                                .formatted(other.id()));
        assertThat(type("disconnect " + session.id()))
                .first()
                .asString()
                .startsWith("error: There is no other session");
    }

    @Test
    void hangsUpOnOthersForWhoManagesUsersOnly() {
        Typist third = new Typist();
        ShellSession rita = device.ssh("rita", third);
        assertThat(typeOther("disconnect " + rita.id())).first().asString().contains("lacks capability users write");
        assertThat(typeOther("disconnect " + session.id())).first().asString().contains("no other session");
        assertThat(third.hungUp).isFalse();
    }

    @Test
    void goesBackByNumberLabelAndCount() {
        type("edit", "gen host-name one", "commit label good", "gen host-name two", "commit", "gen host-name three");
        assertThat(type("commit label good"))
                .containsExactly("error: Label 'good' is that of revision 1 already (choose another)");
        type("commit");
        for (String name : List.of("good", "1", "-2")) {
            assertThat(type("rollback " + name))
                    .containsExactly(
                            "Loaded revision %s; compare shows the changes, commit makes them run".formatted(name));
            assertThat(type("compare")).contains("+  host-name one");
        }
        assertThat(type("rollback nonsense"))
                .containsExactly("error: There is no revision nonsense"
                        + " (show commits lists numbers and labels; -1 is the one before the newest)");
        assertThat(choices("rollback g")).containsExactly("good");
        assertThat(choices("compare g")).containsExactly("good");
        assertThat(choices("rollback c")).containsExactly("confirmed-commit");
    }

    @Test
    void takesOverWhatOthersCommitted() {
        type("edit", "gen host-name mine");
        typeOther("edit", "gen location theirs", "commit");

        assertThat(type("update")).containsExactly("Your candidate is based on revision 1 now");
        assertThat(type("compare")).containsExactly(" gen", "+  host-name mine");
        assertThat(type("update")).containsExactly("Nothing was committed since you began");

        typeOther("gen host-name other", "commit");
        assertThat(type("update"))
                .containsExactly(
                        "error: Nothing was taken over, for these conflict (make them agree, or discard):",
                        "  gen host-name: 'mine' here, 'other' in the running configuration");
    }

    @Test
    void letsOneEditAlone() {
        assertThat(type("edit exclusive")).containsExactly("Nobody else can commit until you leave edit mode");
        assertThat(typeOther("edit exclusive"))
                .containsExactly("error: admin in session 1 from console edits exclusively already"
                        + " (edit, or wait until that session leaves edit mode)");
        assertThat(typeOther("gen location x", "commit"))
                .containsExactly("error: admin in session 1 from console edits exclusively"
                        + " (commit again when that session has left edit mode)");
        assertThat(type("show users")).anyMatch(l -> l.contains("admin") && l.contains("alone"));
        assertThat(choices("edit e")).containsExactly("exclusive");

        session.close();

        assertThat(typeOther("commit")).contains("Committed revision 1");
    }

    @Test
    void showsACommitThatWasRefusedAgain() {
        assertThat(type("display failed")).containsExactly("error: No commit of this session was refused");
        type("edit", "virtual-segment v profile p", "commit", "discard");

        List<String> failed = type("display failed");

        assertThat(failed)
                .anyMatch(l -> l.startsWith("# virtual-segment \"v\": "))
                .contains("virtual-segment v profile p");
        assertThat(choices("display fa")).containsExactly("failed");
    }

    @Test
    void keepsARescueConfiguration() {
        assertThat(type("edit", "rescue load"))
                .containsExactly("error: There is no rescue configuration (keep one with: rescue save)");
        type("gen host-name good", "commit");
        assertThat(type("rescue save")).containsExactly("Revision 1 is the rescue configuration");
        type("gen host-name bad", "commit");

        assertThat(type("rescue load"))
                .containsExactly("Loaded the rescue configuration; compare shows the changes, commit makes them run");
        assertThat(type("compare")).containsExactly(" gen", "-  host-name bad", "+  host-name good");
        assertThat(type("display rescue gen")).containsExactly("gen", "  host-name good", "  exit");
    }

    @Test
    void renamesWithEverythingThatNamesIt() {
        type(
                "edit",
                "sslinsp trust-store OLD include-default-ca enable",
                "sslinsp profile P client-policy C trust-store OLD");
        type("sslinsp trust-store OLD");

        assertThat(type("rename sslinsp trust-store OLD to \"NEW ONE\""))
                .containsExactly("sslinsp trust-store \"OLD\" is sslinsp trust-store \"NEW ONE\" now");

        assertThat(session.prompt()).isEqualTo("bumpwire{running-sslinsp-trust-store-NEW ONE*}");
        assertThat(type("top", "display candidate | display set"))
                .contains(
                        "sslinsp trust-store \"NEW ONE\" include-default-ca enable",
                        "sslinsp profile P client-policy C trust-store \"NEW ONE\"")
                .noneMatch(l -> l.contains("OLD"));
        assertThat(type("top", "rename sslinsp trust-store OLD to X"))
                .containsExactly("error: There is no sslinsp trust-store \"OLD\"");
        assertThat(type("rename gen to X")).anyMatch(l -> l.contains("Only an object with a name can be named"));
        assertThat(type("rename sslinsp profile P to \"a/b\"")).anyMatch(l -> l.contains("must consist of"));
        assertThat(choices("rename sslinsp profile P ")).contains("to");
    }

    @Test
    void copiesAnObject() {
        type("edit", "sslinsp trust-store A description one include-default-ca enable");

        assertThat(type("copy sslinsp trust-store A to B"))
                .containsExactly("sslinsp trust-store \"B\" is a copy of sslinsp trust-store \"A\"; compare shows it");

        assertThat(type("display sslinsp trust-store B")).contains("    description one");
        assertThat(type("copy sslinsp trust-store A to B"))
                .containsExactly("error: sslinsp trust-store \"B\" exists already; choose another name");
    }

    @Test
    void refusesACommitThatBreaksAnAssert() {
        type("edit", "sslinsp trust-store A include-default-ca enable");
        type("assert NOC exists \"sslinsp trust-store A\" absent \"segment LAB\" equals \"sslinsp client\" disable");
        assertThat(type("commit")).contains("Committed revision 1");

        typeOther("edit", "delete sslinsp trust-store A", "segment LAB mode redirect 8443", "sslinsp client enable");
        assertThat(typeOther("commit"))
                .containsExactly(
                        "error: Commit refused, nothing was changed:",
                        "  assert \"NOC\": sslinsp trust-store \"A\" must be configured, and is not"
                                + " (keep it so, or have an administrator change the assert)",
                        "  assert \"NOC\": segment \"LAB\" must not be configured, and is"
                                + " (keep it so, or have an administrator change the assert)",
                        "  assert \"NOC\": sslinsp client must be disable"
                                + " (keep it so, or have an administrator change the assert)");
        assertThat(typeOther("delete assert NOC"))
                .containsExactly(
                        "error: assert \"NOC\" may not be changed by you: your role, \"operator\", lacks capability asserts write");

        type("assert BAD exists \"segmant X\"", "assert BAD equals gen x");
        assertThat(type("commit check"))
                .anyMatch(l -> l.contains("assert \"BAD\" exists: 'segmant X' is no path from the root"))
                .anyMatch(l -> l.contains("assert \"BAD\" equals: 'gen x' is no path from the root"));
    }

    @Test
    void keepsWhatIsInactiveOutOfForce() {
        type("edit", "gen host-name edge location here", "virtual-segment V profile NOWHERE");
        assertThat(type("commit")).anyMatch(l -> l.contains("NOWHERE"));

        assertThat(type("deactivate virtual-segment V", "deactivate gen host-name"))
                .isEmpty();
        assertThat(type("deactivate gen host-name")).containsExactly("error: gen host-name is inactive already");
        assertThat(type("deactivate segment X")).containsExactly("error: There is no segment \"X\"");
        assertThat(type("compare")).contains("+  inactive: host-name", "+virtual-segment V", "+  inactive: all of it");
        assertThat(type("commit")).contains("Committed revision 1");

        assertThat(device.store.running().general().hostName()).isEqualTo("bumpwire");
        assertThat(device.store.running().virtualSegments()).isEmpty();
        List<String> shown = type("display candidate");
        assertThat(shown).contains("  inactive: host-name edge", "inactive: virtual-segment V");
        assertThat(type("display candidate | display json")).anyMatch(l -> l.contains("\"@inactive\" : true"));

        type("delete gen", "delete virtual-segment V");
        shown.forEach(session::execute);
        assertThat(type("compare")).containsExactly("No difference");

        assertThat(type("activate gen host-name", "commit")).contains("Committed revision 2");
        assertThat(device.store.running().general().hostName()).isEqualTo("edge");
        assertThat(type("activate virtual-segment V", "commit")).anyMatch(l -> l.contains("NOWHERE"));
    }

    @Test
    void loadsWhatDisplaySetPrints() {
        type("edit", "sslinsp trust-store A description \"two words\"", "gen host-name edge");
        screen.pasted.addAll(type("display candidate | display set"));
        type("discard", "sslinsp");

        assertThat(type("load set terminal")).last().asString().startsWith("Loaded ");

        assertThat(type("compare"))
                .containsExactly(
                        " gen", "+  host-name edge", " sslinsp", "+  trust-store A", "+    description \"two words\"");
    }

    private List<String> choices(String line) {
        return session.choices(PartialLine.of(line, line.length())).stream()
                .filter(c -> !c.placeholder())
                .map(Choice::word)
                .toList();
    }

    /** What the last line answers. */
    private List<String> type(String... lines) {
        return type(session, screen, lines);
    }

    private List<String> typeOther(String... lines) {
        return type(other, otherScreen, lines);
    }

    private static List<String> type(ShellSession session, Typist screen, String... lines) {
        for (String line : lines) {
            screen.lines.clear();
            session.execute(line);
        }
        return List.copyOf(screen.lines);
    }
}
