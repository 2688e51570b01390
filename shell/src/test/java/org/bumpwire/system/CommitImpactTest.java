package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import org.bumpwire.system.TestAuthority.Algorithm;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a candidate would have made of the traffic of late. */
@Tag("system")
class CommitImpactTest {
    private static final int PROXY = Ports.free();
    private static final String BANK = "online.bank.test";

    @TempDir
    static Path home;

    private static int port;

    @AutoClose
    private static NginxOrigin origin;

    @AutoClose
    private static Device device;

    @BeforeAll
    static void start() {
        World world = new World(home);
        origin = new NginxOrigin(home.resolve("origin"));
        port = origin.serve(world.web.issue(Algorithm.EC, World.SITE, BANK));
        origin.start();
        device = Device.start(
                home.resolve("device"),
                World.lines(world.clientInspection(List.of(port)), World.explicit(PROXY, "OUT")));
        Curl curl = Curl.trusting(world.signing.own()).throughProxy(PROXY).connectingTo(port);
        for (String site : List.of(World.SITE, World.SITE, BANK)) {
            assertThat(curl.get("https://" + site + "/").status()).isEqualTo(200);
        }
        await().until(() -> device.log("sslInspection", 9, "").size() == 3);
    }

    @Test
    void tellsWhichSessionsWouldBeTreatedOtherwiseAndWhy() {
        List<String> lines = impact(
                "sslinsp decryption-policy PRIVATE never-decrypt domain *.bank.test",
                "sslinsp profile OUT client-policy ALL decryption-policy PRIVATE");

        assertThat(lines)
                .anyMatch(line -> line.matches(
                        " +1 +Inspect +Not decrypted \\(bypassDomain\\) +.*\\*\\.bank\\.test.*decryption-policy PRIVATE"
                                + ".*127\\.0\\.0\\.1 to .*:" + port + ", " + BANK))
                .contains("1 of 3 sessions would be treated otherwise: 0 that are open, which keep what they have,"
                        + " and 3 logged in the last 4 hours");
    }

    @Test
    void tellsThatNothingWouldChange() {
        assertThat(impact("gen location elsewhere"))
                .containsExactly(
                        "0 of 3 sessions would be treated otherwise: 0 that are open, which keep what they have,"
                                + " and 3 logged in the last 4 hours");
    }

    @Test
    void tellsWhichSessionsOthersWouldTreatThoughTheOutcomeIsTheSame() {
        assertThat(impact("rename sslinsp profile OUT client-policy ALL to NEWER"))
                .anyMatch(line -> line.matches(" +3 +Inspect: sslinsp profile OUT client-policy ALL"
                        + " +Inspect: sslinsp profile OUT client-policy NEWER +Another policy decides.*"));
        assertThat(impact(
                        "copy sslinsp client-proxy CLIENTS to NEW",
                        "sslinsp profile OUT client-policy ALL client-proxy NEW"))
                .anyMatch(line -> line.matches(" +3 +Inspect: sslinsp client-proxy CLIENTS"
                        + " +Inspect: sslinsp client-proxy NEW +Policy has another proxy.*client-policy ALL.*"))
                .last()
                .isEqualTo("3 more would end alike, but be treated by another policy, proxy or decryption policy or be"
                        + " shown another certificate");
        assertThat(impact(
                        "sslinsp decryption-policy PRIVATE never-decrypt domain elsewhere.test",
                        "sslinsp profile OUT client-policy ALL decryption-policy PRIVATE"))
                .anyMatch(line -> line.matches(" +3 +Inspect: none +Inspect: sslinsp decryption-policy PRIVATE"
                        + " +Policy has another decryption policy.*"));
    }

    @Test
    void tellsWhichSessionsWouldBeShownAnotherCertificate() {
        assertThat(impact(
                        "certificates certificate OTHER generate signing common-name Other",
                        "sslinsp client-proxy CLIENTS signing-certificate OTHER"))
                .anyMatch(line ->
                        line.matches(" +3 +Inspect: signing-certificate \\S+ +Inspect: signing-certificate OTHER"
                                + " +Another certificate is shown +sslinsp client-proxy CLIENTS.*"));
    }

    @Test
    void tellsThatASegmentWouldBeGone() {
        assertThat(impact("delete virtual-segment CLIENTS", "delete segment CLIENTS"))
                .anyMatch(line -> line.matches(" +3 +Inspect +Not accepted +Segment exists: no +segment CLIENTS.*"));
    }

    @Test
    void saysFirstWhatIsInTheWayOfTheCandidate() {
        Ran ran = device.type(List.of("edit", "delete segment CLIENTS", "commit check impact", "discard"));

        assertThat(ran.err()).contains("CLIENTS").doesNotContain("Exception");
        assertThat(ran.out()).doesNotContain("sessions would be treated");
    }

    private static List<String> impact(String... statements) {
        List<String> lines =
                World.lines(List.of("edit"), List.of(statements), List.of("commit check impact", "discard"));
        return device.type(lines).succeeded().lines().stream()
                .filter(line -> !line.equals("The changes were dropped"))
                .toList();
    }
}
