package org.bumpwire.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bumpwire.config.schema.ReferencePage.Entry;
import org.bumpwire.config.yang.ConfigModule;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    @Test
    void hasEveryFormOfEveryStatement() {
        assertThat(ReferencePage.entries())
                .contains(
                        new Entry(
                                "", "segment NAME", "A way by which traffic reaches the device", "capability segments"),
                        new Entry(
                                "segment NAME",
                                "mode reverse ADDRESS:PORT to ADDRESS:PORT",
                                "How traffic is led here and how its destination is known",
                                "required"),
                        new Entry(
                                "sslinsp server NAME",
                                "detection-port PORT[-PORT]…",
                                "TCP ports of the traffic that is meant",
                                "default: 443"),
                        new Entry(
                                "aaa user NAME",
                                "password PASSWORD",
                                "For login by password",
                                "shown to administrators only"),
                        new Entry("", "aaa", "Who may operate the device", "capability users"),
                        new Entry(
                                "certificates certificate NAME",
                                "import pem FILE [key FILE] [password PASSWORD] [exportable enable|disable]",
                                "Bring a certificate from PEM or DER files",
                                ""));
    }

    @Test
    void printsForATerminal() {
        assertThat(ReferencePage.text())
                .containsSequence(
                        "sslinsp limit",
                        "  max-connections N",
                        "      How many sessions may be under inspection at once (default: 10000)");
    }

    @Test
    void printsForAManual() {
        assertThat(ReferencePage.markdown())
                .startsWith("# Configuration reference\n\n## Contexts\n\n| statement | meaning | |\n")
                .contains("\n## `sslinsp limit`\n")
                .contains(
                        "| `over-limit bypass\\|block` | What happens to a session above the limit | default: bypass |");
    }

    @Test
    void thePageInTheSiteIsCurrent() throws IOException {
        requireCurrent(Path.of("src/site/markdown/configuration-reference.md"), ReferencePage.markdown());
    }

    /** A change of the schema is a new revision of the module: set {@link ConfigModule#REVISION} to the day. */
    @Test
    void theYangModuleInTheSiteIsCurrent() throws IOException {
        requireCurrent(Path.of("src/site/resources/bumpwire-config.yang"), ConfigModule.text());
    }

    private static void requireCurrent(Path page, String content) throws IOException {
        if (Boolean.getBoolean("reference.write")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, content);
        }

        assertThat(page)
                .as("Write it anew with: mvn -pl config-store test -Dtest=ReferencePageTest -Dreference.write=true")
                .content()
                .isEqualTo(content);
    }
}
