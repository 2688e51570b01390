package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.session.Outcome;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's procedures for user roles and user groups, with what its notes say; and locks, of chapters 6 and 7. */
@Tag("system")
class GuideChapter9Test {
    private static final List<String> SSL_CAPABILITIES =
            List.of("ssl-profiles", "ssl-servers", "ssl-client-proxies", "ssl-settings", "ssl-log", "ssl-events");

    @TempDir
    private Path directory;

    private final Typist screen = new Typist();
    private TypedShell shell;

    @BeforeEach
    void open() {
        shell = new TypedShell(directory);
        TestAuthority root = new TestAuthority(directory, "Web Root");
        CertificateFiles www = root.issue(TestAuthority.Algorithm.RSA, "www.test");
        shell.accepts(
                "edit",
                "certificates certificate WWW import pem %s key %s".formatted(www.pem(), www.key()),
                "certificates certificate SIGNING generate signing common-name Signing",
                "certificates ca-certificate ROOT import " + root.own().pem(),
                "sslinsp server WEB ip 10.0.0.1 certificate WWW",
                "sslinsp server MAIL ip 10.0.0.2 certificate WWW",
                "sslinsp client-proxy OUT signing-certificate SIGNING",
                "sslinsp client-proxy GUESTS signing-certificate SIGNING detection-port 8443",
                "sslinsp decryption-policy BANKS never-decrypt domain bank.test",
                "sslinsp trust-store ROOTS ca-certificate ROOT",
                "sslinsp profile DMZ server-policy WEB server WEB",
                "sslinsp profile OFFICE client-policy OUT client-proxy OUT trust-store ROOTS decryption-policy BANKS",
                "commit");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void sslInspectionIsAddedToANewRoleBasedOnAnExistingOne() {
        shell.accepts("aaa role SSL based-on read-only", "aaa user sue role SSL", "commit");
        try (ShellSession sue = login("sue")) {
            assertThat(refused(sue, "edit")).contains("lacks capability configure write");

            shell.accepts(
                    "aaa role SSL capability configure write",
                    "aaa role SSL capability " + String.join(" write ", SSL_CAPABILITIES) + " write",
                    "commit");

            accepted(
                    sue,
                    "edit",
                    "sslinsp client enable",
                    "sslinsp server WEB logging disable",
                    "sslinsp client-proxy OUT block-expired enable",
                    "sslinsp profile DMZ server-policy WEB source-exception 10.1.0.0/16",
                    "commit",
                    "!",
                    "show log sslInspection",
                    "show sslinsp failures");
            accepted(sue, "edit");
            assertThat(refused(sue, "segment NEW mode redirect 1")).contains("lacks capability segments write");
            assertThat(refused(sue, "aaa role SSL capability segments write")).contains("lacks capability users write");
        }
    }

    @Test
    void capabilitiesMayBeShortenedAsOtherKeywordsMay() {
        shell.accepts("aaa role SSL capability ssl-ser write lock r", "aaa role SSL", "cap ssl-pr w", "top", "commit");

        assertThat(shell.accepts("display aaa role SSL | display set"))
                .contains(
                        "aaa role SSL capability ssl-servers write",
                        "aaa role SSL capability lock-ssl-filter read",
                        "aaa role SSL capability ssl-profiles write");
        assertThat(shell.refuses("aaa role SSL capability ssl write")).contains("'ssl' is ambiguous: ssl-settings");
    }

    @Test
    void theAdministratorHasEveryCapabilityByDefault() {
        assertThat(shell.accepts("show roles administrator | except write")).hasSize(1);
        assertThat(shell.accepts("show roles administrator")).hasSizeGreaterThan(SSL_CAPABILITIES.size());
    }

    @Test
    void theDefaultRolesCannotBeChanged() {
        for (String role : List.of("administrator", "operator", "read-only")) {
            assertThat(shell.refuses("aaa role %s capability ssl-servers none".formatted(role)))
                    .contains("The name '%s' is reserved".formatted(role));
            assertThat(shell.accepts("show roles")).anyMatch(l -> l.matches(role + " +built in .*"));
        }
    }

    @Test
    void anExistingRoleOfOnesOwnIsEditedAndItsUsersFeelItAtOnce() {
        shell.accepts("aaa role SSL based-on operator", "aaa user sue role SSL", "commit");
        try (ShellSession sue = login("sue")) {
            accepted(sue, "edit", "sslinsp server WEB logging disable");

            shell.accepts("aaa role SSL capability ssl-servers none", "commit");

            assertThat(refused(sue, "commit")).contains("lacks capability ssl-servers write");
            accepted(sue, "display running");
            assertThat(screen.lines).contains("  profile DMZ").doesNotContain("  server WEB");
            assertThat(words(sue, "sslinsp ")).contains("profile").doesNotContain("ip");
            assertThat(words(sue, "sslinsp server ")).doesNotContain("WEB");
            accepted(sue, "discard", "commit check");
        }
    }

    @Test
    void aUserGroupReachesEverythingByDefaultIncludingWhatIsYetToBeDefined() {
        shell.accepts("aaa user-group ALL", "aaa user sue role operator user-group ALL", "commit");
        shell.accepts("sslinsp server NEW ip 10.0.0.3 certificate WWW", "commit");
        try (ShellSession sue = login("sue")) {
            accepted(sue, "edit");
            assertThat(words(sue, "sslinsp server ")).contains("WEB", "MAIL", "NEW");
            accepted(
                    sue,
                    "sslinsp server NEW logging disable",
                    "sslinsp server NEWER ip 10.0.0.4 certificate WWW",
                    "commit");
        }
    }

    @Test
    void whatIsDeselectedFromAGroupIsDenied() {
        shell.accepts(
                "aaa user-group BRANCH",
                "except server MAIL client-proxy GUESTS decryption-policy BANKS profile OFFICE",
                "top",
                "aaa user sue role operator user-group BRANCH",
                "commit");
        try (ShellSession sue = login("sue")) {
            accepted(sue, "display");
            assertThat(screen.lines)
                    .contains("  server WEB", "  client-proxy OUT", "  profile DMZ")
                    .doesNotContain(
                            "  server MAIL", "  client-proxy GUESTS", "  decryption-policy BANKS", "  profile OFFICE");
            accepted(sue, "edit");
            for (String denied : List.of(
                    "sslinsp server MAIL", "sslinsp client-proxy GUESTS",
                    "sslinsp decryption-policy BANKS", "sslinsp profile OFFICE")) {
                assertThat(refused(sue, denied)).contains("is out of reach of your user group, \"BRANCH\"");
                assertThat(refused(sue, "delete " + denied)).contains("is out of reach of your user group");
                assertThat(refused(sue, "display " + denied)).contains("is out of reach of your user group");
                assertThat(refused(sue, "copy %s to X".formatted(denied)))
                        .contains("is out of reach of your user group");
                String kind = denied.substring(0, denied.lastIndexOf(' ') + 1);
                assertThat(words(sue, kind)).doesNotContain(denied.substring(kind.length()));
            }
            assertThat(refused(sue, "sslinsp profile DMZ server-policy WEB server MAIL"))
                    .contains("is out of reach of your user group");
            accepted(sue, "sslinsp server WEB logging disable", "commit");
        }
        assertThat(shell.accepts("display sslinsp server MAIL")).contains("sslinsp");
    }

    @Test
    void aGroupCanNameTheOnlyObjectsThatItReaches() {
        shell.accepts(
                "aaa user-group WEB-TEAM only server WEB profile DMZ",
                "aaa user sue role operator user-group WEB-TEAM",
                "commit");
        try (ShellSession sue = login("sue")) {
            accepted(sue, "edit");
            assertThat(words(sue, "sslinsp server ")).contains("WEB").doesNotContain("MAIL");
            assertThat(refused(sue, "sslinsp server NEW ip 10.0.0.9")).contains("is out of reach");
            accepted(sue, "sslinsp server WEB logging disable", "commit");
        }
    }

    @Test
    void whatAGroupNamesCannotBeDeletedUnnoticed() {
        shell.accepts("aaa user-group WEB-TEAM only server MAIL", "commit", "delete sslinsp server MAIL");

        assertThat(shell.refuses("commit")).contains("user-group \"WEB-TEAM\" only server: sslinsp server \"MAIL\"");
        shell.accepts("discard", "rename sslinsp server MAIL to POST", "commit");
        assertThat(shell.accepts("display aaa user-group WEB-TEAM"))
                .anyMatch(l -> l.strip().equals("server POST"));
    }

    @Test
    void aLockedPolicyIsChangedOnlyByWhoHasTheLockCapability() {
        shell.accepts(
                "sslinsp profile DMZ server-policy WEB locked enable",
                "sslinsp profile OFFICE client-policy OUT locked enable",
                "aaa role LOCKER based-on operator",
                "aaa role LOCKER capability lock-ssl-filter write",
                "aaa user lou role LOCKER",
                "commit");
        try (ShellSession olga = login("olga");
                ShellSession lou = login("lou")) {
            accepted(olga, "edit");
            for (String line : List.of(
                    "sslinsp profile DMZ server-policy WEB state disable",
                    "sslinsp profile DMZ server-policy WEB locked disable",
                    "sslinsp profile OFFICE client-policy OUT never-decrypt 10.0.0.0/8",
                    "delete sslinsp profile DMZ server-policy WEB",
                    "delete sslinsp profile OFFICE",
                    "deactivate sslinsp profile DMZ",
                    "rename sslinsp profile DMZ server-policy WEB to OTHER",
                    "rename sslinsp profile DMZ to OTHER")) {
                assertThat(refused(olga, line)).contains("lacks capability lock-ssl-filter write");
            }
            accepted(olga, "sslinsp profile DMZ server-policy MAIL server MAIL", "commit");

            accepted(
                    lou,
                    "edit",
                    "sslinsp profile DMZ server-policy WEB locked disable state disable",
                    "delete sslinsp profile OFFICE client-policy OUT",
                    "commit");
        }
    }

    @Test
    void replacingACertificateNeedsBothCertificateCapabilities() {
        CertificateFiles next =
                new TestAuthority(directory, "Other Root").issue(TestAuthority.Algorithm.RSA, "next.test");
        shell.accepts(
                "aaa role CERTS based-on operator",
                "aaa role CERTS capability certificate-keys write device-certificates read",
                "aaa user carl role CERTS",
                "commit");
        String replace = "certificates certificate WWW replace pem %s key %s".formatted(next.pem(), next.key());
        try (ShellSession olga = login("olga");
                ShellSession carl = login("carl")) {
            accepted(olga, "edit");
            assertThat(refused(olga, replace)).contains("lacks capability certificate-keys write");
            accepted(carl, "edit");
            assertThat(refused(carl, replace)).contains("lacks capability device-certificates write");
        }
        shell.accepts(replace, "commit");
        assertThat(shell.accepts("display sslinsp server WEB"))
                .anyMatch(l -> l.strip().equals("certificate WWW"));
    }

    private ShellSession login(String user) {
        return shell.device.ssh(user, screen);
    }

    private void accepted(ShellSession session, String... lines) {
        screen.lines.clear();
        for (String line : lines) {
            assertThat(session.execute(line)).as("%s: %s", line, screen.lines).isEqualTo(Outcome.ACCEPTED);
        }
    }

    private String refused(ShellSession session, String line) {
        screen.lines.clear();
        assertThat(session.execute(line)).as(line).isEqualTo(Outcome.REFUSED);
        return String.join("\n", screen.lines);
    }

    private static List<String> words(ShellSession session, String typed) {
        return session.choices(PartialLine.of(typed, typed.length())).stream()
                .filter(choice -> !choice.placeholder())
                .map(Choice::word)
                .toList();
    }
}
