package org.bumpwire.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bumpwire.config.store.StoreException;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.PartialLine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A user whose role was made on the device: may change server proxies, and sees nothing of segments, logs and users. */
class CustomRolesTest {
    @TempDir
    private Path directory;

    private final Typist screen = new Typist();
    private TestDevice device;
    private ShellSession admin;
    private ShellSession sue;

    @BeforeEach
    void open() throws StoreException {
        device = new TestDevice(directory);
        admin = device.console(new Typist());
        run(
                admin,
                "edit",
                "aaa role SERVERS based-on read-only",
                "aaa role SERVERS capability ssl-servers write configure write operate write",
                "aaa role SERVERS capability segments none audit-log none authentication none users none device-certificates none",
                "aaa user sue role SERVERS",
                "segment HIDDEN-SEGMENT mode explicit 127.0.0.1:0",
                "sslinsp decryption-policy BANKS never-decrypt domain bank.test",
                "commit label first");
        sue = device.ssh("sue", screen);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "display",
                "display running",
                "display saved",
                "display rollback first",
                "display | display set",
                "display | display json",
                "compare first",
                "show compare",
                "show roles",
                "help configuration"
            })
    void seesNothingOfWhatIsHidden(String line) {
        run(sue, line);

        assertThat(String.join("\n", screen.lines)).doesNotContain("HIDDEN-SEGMENT", "segment", "aaa", "olga");
    }

    @Test
    void seesTheRest() {
        run(sue, "display");

        assertThat(screen.lines).contains("sslinsp", "  decryption-policy BANKS");
    }

    @Test
    void completesNothingOfWhatIsHidden() {
        assertThat(words("")).contains("show", "display").doesNotContain("halt", "users");
        assertThat(words("show ")).contains("version", "sslinsp").doesNotContain("segment", "certificates");
        assertThat(words("show log ")).contains("sslInspection").doesNotContain("audit");
        assertThat(words("show segment ")).isEmpty();
        assertThat(words("help ")).doesNotContain("halt");
        assertThat(words("display ")).contains("sslinsp").doesNotContain("segment", "aaa");
        assertThat(words("display segment ")).doesNotContain("HIDDEN-SEGMENT");
        assertThat(words("chpasswd ")).doesNotContain("olga");

        run(sue, "edit");

        assertThat(words("")).contains("sslinsp", "gen").doesNotContain("segment", "aaa", "virtual-segment");
        assertThat(words("segment ")).doesNotContain("HIDDEN-SEGMENT");
        assertThat(words("delete segment ")).doesNotContain("HIDDEN-SEGMENT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "display segment HIDDEN-SEGMENT",
                "display segment NO-SUCH-SEGMENT",
                "show segment",
                "show log audit",
                "monitor log audit",
                "clear log system",
                "show certificates",
                "users",
                "halt"
            })
    void isToldWhichCapabilityIsMissing(String line) {
        assertThat(refused(line)).contains("your role, \"SERVERS\", lacks capability ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslinsp client enable",
                "delete sslinsp decryption-policy BANKS",
                "delete sslinsp decryption-policy NO-SUCH-POLICY",
                "rename sslinsp decryption-policy BANKS to OTHERS",
                "copy sslinsp decryption-policy BANKS to OTHERS",
                "deactivate sslinsp decryption-policy BANKS",
                "copy segment HIDDEN-SEGMENT to OTHER",
                "rename segment NO-SUCH-SEGMENT to OTHER",
                "edit segment HIDDEN-SEGMENT",
                "segment HIDDEN-SEGMENT",
                "segment NEW mode redirect 1",
                "delete segment HIDDEN-SEGMENT",
                "aaa user sue role administrator",
                "certificates ca-certificate R import /etc/ssl/certs/ca-certificates.crt",
                "certificates certificate R generate signing common-name R",
            })
    void mayChangeNothingElseByAnyStatement(String line) {
        run(sue, "edit");

        assertThat(refused(line)).contains("your role, \"SERVERS\", lacks capability ");
        run(sue, "compare");
        assertThat(screen.lines).containsExactly("No difference");
    }

    @Test
    void mayChangeWhatTheRoleIsFor() {
        run(
                sue,
                "edit",
                "sslinsp server WEB ip 10.0.0.1",
                "rename sslinsp server WEB to WWW",
                "delete sslinsp server WWW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merge", "replace", "set", "json"})
    void bringsNothingInByLoading(String how) throws IOException {
        Files.createDirectories(device.files);
        Files.writeString(
                device.files.resolve("lines"),
                how.equals("json")
                        ? "{\"document\":\"bumpwire.configuration\",\"version\":1,\"data\":{\"gen\":{\"location\":\"x\"}}}"
                        : "gen location x\n");
        run(sue, "edit");

        assertThat(refused("load %s lines".formatted(how))).contains("lacks capability");
        run(sue, "compare");
        assertThat(screen.lines).containsExactly("No difference");
    }

    @Test
    void bringsNothingBackByRollbackOrRescue() {
        run(admin, "rescue save", "gen location here", "commit");
        run(sue, "edit");

        assertThat(refused("rollback first")).contains("gen may not be changed by you");
        assertThat(refused("rescue load")).contains("gen may not be changed by you");
        assertThat(refused("rollback confirmed-commit")).contains("No commit waits");
        run(admin, "gen location there", "commit confirmed 60");
        assertThat(refused("rollback confirmed-commit")).contains("gen may not be changed by you");
        run(admin, "commit");
    }

    @Test
    void whatWasChangedBeforeARightWasTakenIsNotCommittedAfter() {
        run(sue, "edit", "sslinsp server WEB ip 10.0.0.1");
        run(admin, "aaa role SERVERS capability ssl-servers read", "commit");

        assertThat(refused("commit")).contains("sslinsp server \"WEB\" may not be changed by you");
        assertThat(refused("commit check")).contains("lacks capability ssl-servers write");
    }

    @Test
    void nobodyCanLockOutTheLastAdministrator() {
        run(
                admin,
                "aaa role NEARLY based-on administrator",
                "aaa role NEARLY capability device-control none",
                "aaa user admin role NEARLY");

        Typist console = (Typist) admin.screen();
        console.lines.clear();
        assertThat(admin.execute("commit")).isEqualTo(Outcome.REFUSED);
        assertThat(console.lines).singleElement().asString().contains("no administrator is left who can log in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaa role operator capability users write",
                "aaa role administrator",
                "aaa role read-only description x",
                "rename aaa role SERVERS to operator",
                "delete aaa role operator"
            })
    void builtInRolesStayAsTheyAre(String line) {
        assertThat(admin.execute(line)).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void rolesAreShownWithTheirCapabilities() {
        Typist console = (Typist) admin.screen();
        console.lines.clear();
        run(admin, "show roles", "show roles SERVERS");

        assertThat(console.lines)
                .anyMatch(l -> l.matches("administrator +built in .*"))
                .anyMatch(l -> l.matches("SERVERS +configured +read-only +1"))
                .anyMatch(l -> l.matches("ssl-servers +write +Server proxies"))
                .anyMatch(l -> l.matches("segments +none .*"));
    }

    private String refused(String line) {
        screen.lines.clear();
        assertThat(sue.execute(line)).as(line).isEqualTo(Outcome.REFUSED);
        return String.join("\n", screen.lines).replace("Your role", "your role");
    }

    private void run(ShellSession session, String... lines) {
        screen.lines.clear();
        for (String line : lines) {
            assertThat(session.execute(line))
                    .as("%s: %s", line, ((Typist) session.screen()).lines)
                    .isEqualTo(Outcome.ACCEPTED);
        }
    }

    private List<String> words(String typed) {
        return sue.choices(PartialLine.of(typed, typed.length())).stream()
                .filter(choice -> !choice.placeholder())
                .map(Choice::word)
                .toList();
    }
}
