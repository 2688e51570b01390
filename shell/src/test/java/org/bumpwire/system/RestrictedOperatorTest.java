package org.bumpwire.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.PartialLine;
import org.bumpwire.shell.netconf.NetconfService;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator whose user group keeps some proxies, policies and profiles back tries everything that could tell of them.
 * What is kept back has a name with UNSEEN in it.
 */
@Tag("system")
class RestrictedOperatorTest {
    private static final String HIDDEN = "UNSEEN";

    @TempDir
    private Path directory;

    private TypedShell shell;
    private TypedShell sue;

    @BeforeEach
    void open() {
        shell = new TypedShell(directory);
        TestAuthority root = new TestAuthority(directory, "Web Root");
        CertificateFiles www = root.issue(TestAuthority.Algorithm.RSA, "www.test");
        shell.accepts(
                "edit",
                "certificates certificate WWW import pem %s key %s".formatted(www.pem(), www.key()),
                "certificates certificate SIGNING generate signing common-name Signing",
                "certificates certificate UNTRUSTED generate signing common-name Untrusted",
                "certificates ca-certificate ROOT import " + root.own().pem(),
                "commit",
                "sslinsp server WEB ip 10.0.0.1 certificate WWW protocol TLSv1.0 TLSv1.1 TLSv1.2",
                "sslinsp server UNSEEN-S ip 10.0.0.2 certificate WWW protocol TLSv1.0 TLSv1.1 TLSv1.2",
                "sslinsp client-proxy OUT signing-certificate SIGNING untrusted-certificate UNTRUSTED",
                "sslinsp client-proxy UNSEEN-C signing-certificate SIGNING untrusted-certificate UNTRUSTED",
                "sslinsp client-proxy UNSEEN-C detection-port 8443",
                "sslinsp category FINANCE domains import " + file("finance.txt", "bank.test"),
                "sslinsp decryption-policy OPEN never-decrypt domain open.test",
                "sslinsp decryption-policy UNSEEN-D never-decrypt domain bank.test category FINANCE",
                "sslinsp trust-store ROOTS ca-certificate ROOT",
                "sslinsp profile DMZ server-policy WEB server WEB",
                "sslinsp profile DMZ server-policy MAIL server UNSEEN-S",
                "sslinsp profile DMZ client-policy OUT client-proxy UNSEEN-C trust-store ROOTS",
                "sslinsp profile DMZ client-policy OUT decryption-policy UNSEEN-D",
                "sslinsp profile UNSEEN-P client-policy OUT client-proxy OUT trust-store ROOTS",
                "segment S mode redirect 8443",
                "virtual-segment V position 1 profile UNSEEN-P",
                "assert KEPT exists \"sslinsp server UNSEEN-S\" \"sslinsp server WEB\"",
                "aaa user-group BRANCH except server UNSEEN-S client-proxy UNSEEN-C",
                "aaa user-group BRANCH except decryption-policy UNSEEN-D profile UNSEEN-P",
                "top",
                "aaa user sue role operator user-group BRANCH",
                "commit save",
                "snapshot create BEFORE");
        sue = shell.login("sue");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void looksEverywhereAndFindsNothingThatTheGroupKeepsBack() {
        something();
        for (String line : List.of(
                "display",
                "display | display set",
                "display | display json",
                "display saved",
                "display sslinsp profile DMZ",
                "display assert KEPT",
                "compare",
                "compare -1",
                "show compare",
                "show commits",
                "show users",
                "users",
                "show segment",
                "show certificates",
                "show sslinsp sessions",
                "show sslinsp sessions | display json",
                "show sslinsp exclusions",
                "show sslinsp rejections",
                "show sslinsp failures",
                "show sslinsp engines",
                "show sslinsp categories",
                "show sslinsp categories | display json",
                "explain session 41",
                "explain flow source 192.0.2.7 destination 203.0.113.5:443 sni www.bank.test",
                "explain flow source 192.0.2.7 destination 203.0.113.5:443 | display json",
                "debug np stats list",
                "snapshot list",
                "help reference")) {
            assertThat(sue.accepts(line)).as(line).isNotEmpty().noneMatch(l -> l.contains(HIDDEN));
        }
        assertThat(sue.accepts("show sslinsp sessions")).anyMatch(l -> l.contains("(hidden)"));
        assertThat(sue.accepts("show sslinsp categories")).anyMatch(l -> l.matches("FINANCE .*\\(hidden\\).*"));
        assertThat(sue.accepts("explain flow source 192.0.2.7 destination 203.0.113.5:443"))
                .anyMatch(l -> l.contains("sslinsp decryption-policy (hidden)"))
                .noneMatch(l -> l.contains("bank.test"));
        assertThat(sue.accepts("display sslinsp profile DMZ"))
                .anyMatch(l -> l.contains("client-proxy names what is not shown"));
    }

    @Test
    void completesNothingThatTheGroupKeepsBack() {
        something();
        sue.accepts("edit");
        for (String typed : List.of(
                "sslinsp server ",
                "sslinsp client-proxy ",
                "sslinsp decryption-policy ",
                "sslinsp profile ",
                "sslinsp profile DMZ server-policy MAIL server ",
                "sslinsp profile DMZ client-policy OUT client-proxy ",
                "sslinsp profile DMZ client-policy OUT decryption-policy ",
                "virtual-segment V profile ",
                "delete sslinsp profile ",
                "display sslinsp server ",
                "delete assert KEPT exists ",
                "rename sslinsp server ",
                "annotate sslinsp profile ",
                "promote exclusion ")) {
            List<String> words = sue.session().choices(PartialLine.of(typed, typed.length())).stream()
                    .map(Choice::word)
                    .toList();
            assertThat(words).as(typed).noneMatch(word -> word.contains(HIDDEN) || word.equals("7"));
        }
    }

    @Test
    void neitherEndsNorPromotesWhatWasLearnedForWhatIsKeptBack() {
        something();

        assertThat(sue.refusal("clear exclusions 7")).contains("\"7\" is no learned exclusion");
        assertThat(sue.accepts("clear exclusions")).contains("Ended 1 exclusion");
        assertThat(shell.device.dataPlane.exclusions)
                .extracting(DataPlane.Exclusion::id)
                .containsExactly(7L);
        shell.device.dataPlane.exclusions.add(learned(8, "DMZ"));
        sue.accepts("edit");
        assertThat(sue.refusal("promote exclusion 8"))
                .contains("decryption policy of client-policy \"OUT\" of profile \"DMZ\" is one that you may not see");
    }

    @Test
    void isWarnedOfWhatIsSeenAlone() {
        sue.accepts("edit", "sslinsp server WEB logging disable");

        assertThat(sue.accepts("commit check"))
                .anyMatch(l -> l.startsWith("warning: sslinsp server \"WEB\" protocol: outdated"))
                .noneMatch(l -> l.contains(HIDDEN) || l.contains("(hidden)"));
        assertThat(sue.accepts("commit")).noneMatch(l -> l.contains(HIDDEN));
    }

    @Test
    void isToldWhatIsInTheWayButNotWhatItIsCalled() {
        sue.accepts("edit", "delete sslinsp client-proxy OUT");

        assertThat(sue.refusal("commit"))
                .contains("sslinsp profile (hidden)", "sslinsp client-proxy \"OUT\" does not exist")
                .doesNotContain(HIDDEN);
        assertThat(String.join("\n", sue.accepts("display failed"))).doesNotContain(HIDDEN);
        assertThat(sue.refusal("commit check impact")).doesNotContain(HIDDEN);
    }

    @Test
    void cannotChangeWhatIsKeptBackByWayOfWhatIsAroundIt() {
        sue.accepts("edit", "display | save shown.txt");
        for (String line : List.of(
                "delete sslinsp",
                "deactivate sslinsp",
                "rename sslinsp trust-store ROOTS to OTHERS",
                "rename sslinsp client-proxy OUT to OTHER",
                "copy sslinsp profile DMZ to OTHER",
                "rollback -1",
                "delete sslinsp profile DMZ client-policy OUT decryption-policy",
                "delete assert KEPT",
                "load replace shown.txt")) {
            assertThat(sue.refusal(line)).as(line).doesNotContain(HIDDEN);
        }
    }

    @Test
    void losesNoReferenceThatIsNotSeen() {
        sue.accepts(
                "edit",
                "sslinsp profile DMZ client-policy OUT never-decrypt 10.9.0.0/16",
                "sslinsp profile DMZ server-policy MAIL state disable",
                "commit");

        assertThat(shell.accepts("display sslinsp profile DMZ"))
                .extracting(String::strip)
                .contains("server UNSEEN-S", "client-proxy UNSEEN-C", "decryption-policy UNSEEN-D");
    }

    @Test
    void loadsWhatWasDisplayedAndChangesNothing() {
        sue.accepts("edit", "display | display set | save shown.txt", "load set shown.txt");

        assertThat(sue.accepts("compare")).containsExactly("No difference");
    }

    @Test
    void readsTheLogOfSessionsAsARoleAllows() {
        shell.accepts("aaa role EVENTS based-on operator", "aaa role EVENTS capability ssl-log none");
        shell.accepts("aaa user sue role EVENTS", "commit");

        assertThat(sue.refusal("show log sslInspection")).contains("lacks capability ssl-log read");
        assertThat(sue.refusal("explain session 9")).contains("lacks capability ssl-log read");
    }

    @Test
    void getsNothingThatIsKeptBackByNetconf() throws IOException {
        String edit = "<edit-config><target><candidate/></target><config>%s</config></edit-config>";
        String delete = " xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\" nc:operation=\"delete\"";
        String sslinsp = "<sslinsp xmlns=\"urn:bumpwire:config:1\"%s>%s</sslinsp>";
        String replies = netconf(
                "<get-config><source><running/></source></get-config>",
                "<get/>",
                edit.formatted(sslinsp.formatted(delete, "")),
                edit.formatted(
                        sslinsp.formatted("", "<client-proxy%s><name>OUT</name></client-proxy>".formatted(delete))),
                "<validate><source><candidate/></source></validate>");

        assertThat(replies)
                .contains("<name>OUT</name>", "sslinsp profile (hidden)", "(hidden) is out of reach")
                .doesNotContain(HIDDEN);
    }

    private String netconf(String... requests) throws IOException {
        StringBuilder input =
                new StringBuilder("<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities>"
                        + "<capability>urn:ietf:params:netconf:base:1.0</capability></capabilities></hello>]]>]]>");
        for (String request : requests) {
            input.append("<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"1\">%s</rpc>]]>]]>"
                    .formatted(request));
        }
        ByteArrayOutputStream replies = new ByteArrayOutputStream();
        new NetconfService(sue.session().sessions())
                .open(
                        sue.session().operator(),
                        new ByteArrayInputStream(input.toString().getBytes(UTF_8)),
                        replies,
                        () -> {})
                .run();
        return replies.toString(UTF_8);
    }

    /** Something that runs and was learned under what is kept back, and under what is not. */
    private void something() {
        DataPlane.Step policy =
                new DataPlane.Step("Client policy matches", "sslinsp profile DMZ client-policy OUT", "yes");
        TestDevice.FakeDataPlane plane = shell.device.dataPlane;
        plane.answer = new DataPlane.Answer(
                List.of(
                        policy,
                        new DataPlane.Step(
                                "Decryption policy exempts the domain",
                                "sslinsp decryption-policy UNSEEN-D never-decrypt domain",
                                "yes, *.bank.test")),
                "Not decrypted",
                "bypassDomain",
                Optional.empty());
        plane.sessions.add(session(41, "UNSEEN-P", "OUT", "sslinsp client-proxy OUT"));
        plane.sessions.add(session(42, "DMZ", "UNSEEN-C", "sslinsp client-proxy UNSEEN-C"));
        plane.exclusions.add(learned(6, "DMZ"));
        plane.exclusions.add(learned(7, "UNSEEN-P"));
        plane.rejections.add(new DataPlane.Rejection(
                "UNSEEN-P", "UNSEEN", "192.0.2.7", "www.test", 1, "alert", 0, "UNSEEN", TestDevice.NOW));
        plane.engines.add(new DataPlane.Engine("server", "UNSEEN-S", "client", "BoringSSL", ""));
    }

    private static DataPlane.Session session(long id, String profile, String proxy, String proxyPath) {
        return new DataPlane.Session(
                id,
                "S",
                "V",
                profile,
                profile.equals("DMZ") ? "OUT" : "UNSEEN",
                proxy,
                proxyPath,
                "Inspected",
                "",
                "192.0.2.7:40000",
                "203.0.113.5:443",
                "www.example.com",
                "",
                "",
                "",
                1,
                2,
                Duration.ofSeconds(3),
                1);
    }

    private static DataPlane.Exclusion learned(long id, String profile) {
        return new DataPlane.Exclusion(
                id,
                "copy-rejected",
                profile,
                "OUT",
                "",
                "pinned.test",
                "",
                "alert unknown_ca",
                TestDevice.NOW,
                TestDevice.NOW.plus(Duration.ofHours(12)));
    }

    private String file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text + "\n").toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
