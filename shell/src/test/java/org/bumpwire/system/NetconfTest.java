package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** NETCONF as ncclient and OpenSSH's client see it. */
@Tag("system")
class NetconfTest {
    private static final String END = "]]>]]>";
    private static final String HELLO = """
            <?xml version="1.0"?><hello xmlns="urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities>
            <capability>urn:ietf:params:netconf:base:1.%d</capability></capabilities></hello>]]>]]>""";

    @TempDir
    static Path home;

    @AutoClose
    private static Device device;

    @BeforeAll
    static void start() {
        device = Device.start(home, List.of("gen host-name first"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edits_and_commits",
                "every_operation_of_an_edit",
                "all_or_nothing",
                "whole_configurations",
                "confirmed_commits",
                "locks_and_sessions",
                "defaults"
            })
    void ncclientFinds(String scenario) {
        ncclient(device, scenario);
    }

    private static void ncclient(Device peer, String... scenario) {
        List<String> arguments = new ArrayList<>(List.of(
                Integer.toString(peer.sshPort()), home.resolve("operator-key").toString()));
        arguments.addAll(List.of(scenario));
        Python.runs("netconf_client.py", "ncclient", arguments.toArray(String[]::new));
    }

    @Test
    void answersByTheOldFramingWhereTheClientKnowsNoOther() {
        Ran ran = speak(HELLO.formatted(0)
                + rpc("101", "<get-config><source><running/></source><filter><gen/></filter></get-config>")
                + END
                + rpc("102", "<close-session/>")
                + END);

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().split(END, -1)).hasSize(4);
        assertThat(ran.out())
                .contains("<gen xmlns=\"urn:bumpwire:config:1\"><host-name>")
                .contains("message-id=\"102\"><ok/></rpc-reply>")
                .endsWith(END);
    }

    @Test
    void answersInChunksWhereTheClientKnowsThem() {
        String close = rpc("7", "<close-session/>");
        String half = close.substring(0, 20);
        String rest = close.substring(20);
        Ran ran = speak(HELLO.formatted(1) + "\n#20\n%s\n#%d\n%s\n##\n".formatted(half, rest.length(), rest));

        assertThat(ran.exit()).isZero();
        assertThat(ran.out().substring(ran.out().indexOf(END) + END.length()))
                .matches("(?s)\n#\\d+\n<\\?xml.*message-id=\"7\"><ok/></rpc-reply>\n##\n");
    }

    @ParameterizedTest
    @CsvSource({"0, operation-failed", "1, malformed-message"})
    void namesWhatIsWrongWithAMessageAndGoesOn(int version, String malformed) {
        List<String> bad = List.of(
                "<rpc",
                "<!DOCTYPE rpc [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>" + rpc("1", "<get>&e;</get>"),
                "<a>".repeat(65) + "</a>".repeat(65),
                "<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><get/></rpc>",
                "<other/>",
                rpc("2", "<reboot/>"),
                rpc("3", "<get-config/>"),
                rpc("4", "<get-config><source><moon/></source></get-config>"),
                rpc("5", "<get><filter type=\"xpath\" select=\"/\"/></get>"),
                rpc("6", "<get><fliter/></get>"),
                rpc("6", "<commit><comment>why</comment></commit>"));
        StringBuilder input = new StringBuilder(HELLO.formatted(version));
        bad.forEach(message -> input.append(framed(version, message)));
        Ran ran = speak(input + framed(version, rpc("6", "<close-session/>")));

        List<String> tags = new ArrayList<>();
        for (String reply : ran.out().split("</rpc-reply>", -1)) {
            if (reply.contains("<error-tag>")) {
                tags.add(reply.replaceAll("(?s).*<error-tag>(.*)</error-tag>.*", "$1"));
            }
        }
        assertThat(tags)
                .containsExactly(
                        malformed,
                        malformed,
                        "too-big",
                        "missing-attribute",
                        malformed,
                        "operation-not-supported",
                        "missing-element",
                        "bad-element",
                        "bad-attribute",
                        "unknown-element",
                        "unknown-element");
        assertThat(ran.out())
                .doesNotContain("root:")
                .doesNotContain("Exception")
                .contains("message-id=\"6\"><ok/>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n#x\n", "\n#0\n", "\n#99999999999\n", "\n#4294967295\n", "<rpc/>]]>]]>", "\n##\n"})
    void hangsUpOnWhoDoesNotKeepToTheFraming(String bytes) {
        Ran ran = speak(HELLO.formatted(1) + bytes);

        assertThat(ran.out()).contains("<error-tag>malformed-message</error-tag>");
    }

    @Test
    void keepsAnAuditRecordOfEachRequestWithoutItsContent() {
        speak(HELLO.formatted(0)
                + rpc(
                        "1",
                        "<edit-config><target><candidate/></target><config><aaa xmlns=\"urn:bumpwire:config:1\">"
                                + "<user><name>x</name><password>Secret-4-me</password></user></aaa></config>"
                                + "</edit-config>")
                + END
                + rpc("2", "<kill-session><session-id>0</session-id></kill-session>")
                + END);

        String audit = device.ssh("show log audit last 20").succeeded().out();
        assertThat(audit)
                .contains("netconf edit-config target=candidate")
                .contains("netconf kill-session")
                .contains("There is no other session '0'")
                .doesNotContain("Secret-4-me");
    }

    @Test
    void letsWhoMayOnlyReadReadWithoutSecrets() {
        String key = device.ssh("display aaa").succeeded().out().replaceAll("(?s).*ssh-key (\"[^\"]*\").*", "$1");
        device.type(List.of("edit", "aaa user rita role read-only", "aaa user rita ssh-key " + key, "commit"))
                .succeeded();

        Ran ran = speakAs(
                "rita",
                HELLO.formatted(0)
                        + rpc("1", "<get-config><source><running/></source></get-config>")
                        + END
                        + rpc("2", "<discard-changes/>")
                        + END
                        + rpc("3", "<commit/>")
                        + END
                        + rpc("4", "<kill-session><session-id>1</session-id></kill-session>")
                        + END);

        assertThat(ran.out())
                .contains("<name>rita</name>")
                .doesNotContain("scrypt")
                .containsPattern("message-id=\"2\"><rpc-error>.*<error-tag>access-denied")
                .containsPattern("message-id=\"3\"><rpc-error>.*<error-tag>access-denied")
                .containsPattern("message-id=\"4\"><rpc-error>.*<error-tag>access-denied");
    }

    @Test
    void showsAndChangesOnlyWhatTheRoleMay() {
        String key = device.ssh("display aaa").succeeded().out().replaceAll("(?s).*?ssh-key (\"[^\"]*\").*", "$1");
        device.type(List.of(
                        "edit",
                        "aaa role SERVERS based-on read-only",
                        "aaa role SERVERS capability ssl-servers write configure write segments none users none"
                                + " authentication none",
                        "aaa user sue role SERVERS ssh-key " + key,
                        "segment HIDDEN mode redirect 127.0.0.1:0",
                        "commit"))
                .succeeded();
        String edit = "<edit-config><target><candidate/></target><config>%s</config></edit-config>";
        String hidden = "<segment xmlns=\"urn:bumpwire:config:1\" xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\""
                + " nc:operation=\"create\"><name>%s</name></segment>";

        Ran ran = speakAs(
                "sue",
                HELLO.formatted(0)
                        + rpc("1", "<get/>")
                        + END
                        + rpc("2", edit.formatted(hidden.formatted("HIDDEN")))
                        + END
                        + rpc("3", edit.formatted(hidden.formatted("OTHER")))
                        + END
                        + rpc(
                                "4",
                                edit.formatted(
                                        "<sslinsp xmlns=\"urn:bumpwire:config:1\"><server><name>W</name></server>"
                                                + "</sslinsp>"))
                        + END
                        + rpc(
                                "5",
                                "<get><with-defaults"
                                        + " xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults\">"
                                        + "report-all</with-defaults></get>")
                        + END);

        String[] replies = ran.out().split(END, -1);
        assertThat(replies[1]).contains("<gen ").doesNotContain("HIDDEN").doesNotContain("<aaa");
        assertThat(replies[2]).contains("access-denied").contains("segments");
        assertThat(replies[3]).isEqualTo(replies[2].replace("HIDDEN", "OTHER").replace("id=\"2\"", "id=\"3\""));
        assertThat(replies[4]).contains("<ok/>");
        assertThat(replies[5]).contains("<session-idle-timeout>15m<").doesNotContain("<aaa");
    }

    private static Ran speak(String input) {
        return speakAs("admin", input);
    }

    private static Ran speakAs(String user, String input) {
        List<String> command = new ArrayList<>(device.sshCommand());
        command.set(command.size() - 1, user + "@127.0.0.1");
        command.add("-s");
        command.add("netconf");
        return Ran.of(command, input, Map.of());
    }

    private static String framed(int version, String message) {
        return version == 0 ? message + END : "\n#%d\n%s\n##\n".formatted(message.length(), message);
    }

    private static String rpc(String id, String operation) {
        return "<rpc xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\" message-id=\"%s\">%s</rpc>"
                .formatted(id, operation);
    }
}
