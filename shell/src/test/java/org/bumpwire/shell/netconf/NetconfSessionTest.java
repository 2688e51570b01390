package org.bumpwire.shell.netconf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.bumpwire.shell.session.TestDevice;
import org.bumpwire.shell.session.Typist;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetconfSessionTest {
    private static final String TRIAL = "<b:gen><b:host-name>trial</b:host-name></b:gen>";
    private static final String TRY_OUT = "<commit><confirmed/><confirm-timeout>86400</confirm-timeout></commit>";

    @TempDir
    private Path directory;

    @AutoClose
    private TestDevice device;

    private NetconfService service;

    @BeforeEach
    void start() throws Exception {
        device = new TestDevice(directory);
        service = new NetconfService(device.sessions);
    }

    @Test
    void endsWhenNothingComesAndTakesBackWhatItTriedOut() throws Exception {
        try (NetconfPeer peer = new NetconfPeer(service, "admin")) {
            assertThat(peer.edit(TRIAL)).contains("<ok/>");
            assertThat(peer.ask(TRY_OUT)).contains("<ok/>");
            assertThat(hostName()).isEqualTo("trial");

            device.clock.advance(Duration.ofMinutes(16));
            peer.awaitEnd();

            assertThat(hostName()).isEqualTo("bumpwire");
            assertThat(device.store.unconfirmed()).isEmpty();
            assertThat(device.journal.audit())
                    .anySatisfy(record -> assertThat(record.fields())
                            .containsEntry("command", "(session ended)")
                            .containsEntry("result", "Nothing came for 900 s"));
        }
    }

    @Test
    void staysWhileRequestsCome() throws Exception {
        try (NetconfPeer peer = new NetconfPeer(service, "admin")) {
            for (int i = 0; i < 3; i++) {
                device.clock.advance(Duration.ofMinutes(10));
                assertThat(peer.ask("<get-config><source><running/></source></get-config>"))
                        .contains("<data");
            }
        }
    }

    @Test
    void takesBackAlsoWhatTookItsOperatorsRights() throws Exception {
        try (NetconfPeer peer = new NetconfPeer(service, "admin")) {
            assertThat(peer.edit("<b:aaa><b:user><b:name>olga</b:name><b:role>administrator</b:role></b:user>"
                            + "<b:user><b:name>admin</b:name><b:role>read-only</b:role></b:user></b:aaa>"))
                    .contains("<ok/>");
            assertThat(peer.ask(TRY_OUT)).contains("<ok/>");
            peer.leave();
            peer.awaitEnd();
        }

        assertThat(device.store.unconfirmed()).isEmpty();
        assertThat(device.store
                        .running()
                        .access()
                        .user("admin")
                        .orElseThrow()
                        .role()
                        .name())
                .isEqualTo("administrator");
    }

    @Test
    void namesNoSessionWhereTheShellEditsAlone() throws Exception {
        var shell = device.console(new Typist());
        shell.execute("edit exclusive");
        try (NetconfPeer peer = new NetconfPeer(service, "admin")) {
            assertThat(peer.ask("<lock><target><candidate/></target></lock>"))
                    .contains("lock-denied")
                    .contains("<session-id>0</session-id>")
                    .contains("admin in session 1");
            assertThat(peer.edit(TRIAL)).contains("<error-tag>in-use");
            shell.execute("!");
            assertThat(peer.ask("<lock><target><candidate/></target></lock>")).contains("<ok/>");
            assertThat(peer.ask("<unlock><target><candidate/></target></unlock>"))
                    .contains("<ok/>");
        }
    }

    @Test
    void holdsPasswordsAgainstTheRules() throws Exception {
        String user = "<b:user><b:name>rita</b:name><b:password>%s</b:password></b:user>";
        try (NetconfPeer peer = new NetconfPeer(service, "admin")) {
            assertThat(peer.edit("<b:aaa><b:login><b:password-rules><b:min-length>20</b:min-length>"
                            + "</b:password-rules></b:login></b:aaa>"))
                    .contains("<ok/>");

            assertThat(peer.edit("<b:aaa>" + user.formatted("Secret-4-me") + "</b:aaa>"))
                    .contains("<error-tag>invalid-value")
                    .contains("20")
                    .doesNotContain("Secret-4-me");
            assertThat(peer.edit("<b:aaa>" + user.formatted("Secret-4-me-and-nobody-else") + "</b:aaa>"))
                    .contains("<ok/>");
        }
    }

    @Test
    void testsAsMuchOfAnEditAsIsAsked() throws Exception {
        String edit = "<edit-config><target><candidate/></target>%s<config xmlns:b=\"" + Names.CONFIGURATION
                + "\"><b:gen><b:host-name>%s</b:host-name></b:gen>"
                + "<b:virtual-segment><b:name>V</b:name>%s<b:segment>NOWHERE</b:segment></b:virtual-segment>"
                + "</config></edit-config>";
        String sound = "<b:position>1</b:position>";
        String faulty = "<b:position>none</b:position>";
        String goOn = "<error-option>continue-on-error</error-option>";
        try (NetconfPeer peer = new NetconfPeer(service, "admin")) {
            assertThat(peer.ask(edit.formatted("<test-option>test-then-set</test-option>", "one", sound)))
                    .contains("NOWHERE");
            assertThat(peer.ask(edit.formatted("<test-option>test-only</test-option>", "one", sound)))
                    .contains("NOWHERE");
            assertThat(peer.ask(edit.formatted("<test-option>test-then-set</test-option>" + goOn, "one", faulty)))
                    .contains("invalid-value");
            assertThat(peer.ask(edit.formatted("", "one", faulty))).contains("invalid-value");
            assertThat(candidate(peer)).doesNotContain("host-name");

            assertThat(peer.ask(edit.formatted(goOn, "two", faulty))).contains("invalid-value");
            assertThat(candidate(peer)).contains("two").doesNotContain("<position");
            assertThat(peer.ask(edit.formatted("<test-option>set</test-option>", "three", sound)))
                    .contains("<ok/>");
            assertThat(peer.ask(edit.formatted("", "four", sound))).contains("<ok/>");
            assertThat(candidate(peer)).contains("four").contains("NOWHERE");
            assertThat(peer.ask("<validate><source><candidate/></source></validate>"))
                    .contains("operation-failed");
        }
    }

    @Test
    void putsValuesWhoseOrderCountsWhereTheyAreWanted() throws Exception {
        String order = "<b:aaa xmlns:y=\"urn:ietf:params:xml:ns:yang:1\"><b:login>%s</b:login></b:aaa>";
        try (NetconfPeer peer = new NetconfPeer(service, "admin")) {
            assertThat(peer.edit(
                            order.formatted("<b:order>local</b:order><b:order y:insert=\"first\">radius</b:order>")))
                    .contains("<ok/>");
            assertThat(candidate(peer)).contains("<order>radius</order><order>local</order>");
            assertThat(peer.edit(order.formatted("<b:order y:insert=\"after\" y:value=\"radius\">ldap</b:order>")))
                    .contains("<ok/>");
            assertThat(candidate(peer)).contains("<order>radius</order><order>ldap</order><order>local</order>");
            assertThat(peer.edit(order.formatted("<b:order y:insert=\"before\" y:value=\"radius\">local</b:order>")))
                    .contains("<ok/>");
            assertThat(candidate(peer)).contains("<order>local</order><order>radius</order><order>ldap</order>");
            assertThat(peer.edit(order.formatted("<b:order y:insert=\"before\">local</b:order>")))
                    .contains("bad-attribute")
                    .contains("/b:aaa/b:login/b:order");
            assertThat(peer.edit("<b:gen><b:host-name inactive=\"true\">x</b:host-name></b:gen>"))
                    .contains("unknown-attribute");
        }
    }

    private static String candidate(NetconfPeer peer) throws Exception {
        return peer.ask("<get-config><source><candidate/></source></get-config>");
    }

    private String hostName() {
        return device.store.running().general().hostName();
    }
}
