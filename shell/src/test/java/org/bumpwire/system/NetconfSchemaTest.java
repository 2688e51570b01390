package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
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

/** What a device with many statements sends, held by yanglint against the modules that it sends too. */
@Tag("system")
class NetconfSchemaTest {
    private static final String CONFIG = "bumpwire-config.yang";

    @TempDir
    static Path home;

    @AutoClose
    private static Device device;

    private static Path fetched;

    @BeforeAll
    static void start() throws IOException {
        device = Device.start(
                home,
                List.of(
                        "gen host-name edge location \"Room <7> & more\" session-idle-timeout 30m",
                        "gen banner \"One\\nTwo\"",
                        "aaa role WEB-TEAM based-on read-only",
                        "aaa role WEB-TEAM capability configure write ssl-servers write audit-log none",
                        "aaa user-group BRANCH except client-proxy OFFICE",
                        "aaa user sue role WEB-TEAM user-group BRANCH password \"Correct horse 7\"",
                        "aaa login max-attempts 3 lockout 90s order local radius",
                        "aaa radius-server R host 127.0.0.1 role-attribute class",
                        "aaa radius-server R secret set value \"what both know\"",
                        "aaa role-mapping M position 1 group \"cn=noc,dc=example\" role operator",
                        "segment WEB mode reverse 127.0.0.1:0 to 127.0.0.1:9",
                        "segment \"Two words\" mode redirect 127.0.0.1:0",
                        "segment PROXY mode explicit [::1]:0",
                        "certificates certificate SIGNER generate signing common-name \"Test CA\"",
                        "certificates certificate \"ours too\" generate signing common-name \"Other\"",
                        "sslinsp client enable server enable",
                        "sslinsp client-proxy OFFICE signing-certificate SIGNER detection-port 443 8443-8450",
                        "sslinsp client-proxy OFFICE protocol TLSv1.2 TLSv1.3 description \"\\\"All\\\" of it\"",
                        "sslinsp trust-store T include-default-ca enable",
                        "sslinsp trust-store T revocation ocsp enable failure hard",
                        "sslinsp decryption-policy D never-decrypt domain bank.example *.health.example",
                        "sslinsp profile P client-policy C client-proxy OFFICE trust-store T decryption-policy D",
                        "sslinsp profile P client-policy C never-decrypt 10.1.0.0/16 2001:db8::/32",
                        "sslinsp profile P client-policy C client-certificate-request present \"ours too\"",
                        "ips profile I filter F match regex \"a\\\\d+ \\\"b\\\"\" severity critical",
                        "virtual-segment V position 10 segment WEB \"Two words\" source 10.0.0.0/8",
                        "virtual-segment V profile P ips-profile I",
                        "assert A exists \"segment WEB\" equals \"sslinsp client\" enable",
                        "annotate segment WEB \"For \\\"the\\\" web\"",
                        "deactivate segment PROXY"));
        fetched = Files.createDirectory(home.resolve("fetched"));
        Python.runs(
                "netconf_client.py",
                "ncclient",
                Integer.toString(device.sshPort()),
                home.resolve("operator-key").toString(),
                "schemas",
                fetched.toString());
    }

    @Test
    void whatIsConfiguredIsAsTheModuleSays() throws IOException {
        assertThat(fetched.resolve("config.xml"))
                .content()
                .contains("<server-state>enable</server-state>")
                .contains(":inactive=\"true\"")
                .contains("For &quot;the&quot; web");

        assertThat(yanglint("config", CONFIG, "config.xml").succeeded().err()).isEmpty();
    }

    @Test
    void soItIsWithDefaults() {
        assertThat(fetched.resolve("defaults.xml"))
                .content()
                .contains("<untrusted-certificate>Untrusted Server CA</untrusted-certificate>");

        assertThat(yanglint("config", CONFIG, "defaults.xml").succeeded().err()).isEmpty();
    }

    @Test
    void theStateIsAsItsModuleSays() {
        assertThat(yanglint("data", "bumpwire-state.yang", "state.xml")
                        .succeeded()
                        .err())
                .isEmpty();
    }

    @Test
    void theListOfModulesIsAYangLibrary() {
        assertThat(yanglint("get", CONFIG, "library.xml", "--yang-library")
                        .succeeded()
                        .err())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "<ips-profile>I</ips-profile>, <ips-profile>GONE</ips-profile>",
                "present \"ours too\", present GONE",
                "<based-on>read-only</based-on>, <based-on>GONE</based-on>"
            })
    void referencesThatLeadNowhereAreFound(String good, String bad) throws IOException {
        String sound = Files.readString(fetched.resolve("config.xml"));
        assertThat(sound).contains(good);
        Files.writeString(fetched.resolve("broken.xml"), sound.replace(good, bad));

        assertThat(yanglint("config", CONFIG, "broken.xml").exit()).isNotZero();
    }

    @Test
    void theShellPrintsTheSameModule() throws IOException {
        assertThat(device.ssh("help yang | no-more").succeeded().lines())
                .isEqualTo(Files.readAllLines(fetched.resolve(CONFIG)));
    }

    private static Ran yanglint(String type, String module, String data, String... options) {
        List<String> command = new ArrayList<>(List.of(Peer.YANGLINT.program(), "-t", type));
        command.addAll(List.of(options));
        command.add(fetched.resolve(module).toString());
        command.add(fetched.resolve(data).toString());
        return Ran.of(command, "", Map.of());
    }
}
