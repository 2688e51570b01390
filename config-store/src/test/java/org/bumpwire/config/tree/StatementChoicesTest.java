package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bumpwire.config.type.Choice;
import org.junit.jupiter.api.Test;

class StatementChoicesTest {
    private static final ConfigTree TREE = ConfigLoader.load(
                    ConfigTree.empty(),
                    ConfigPath.root(),
                    List.of(
                            "sslinsp server WEB ip 10.0.0.1 10.0.0.2",
                            "sslinsp server \"my mail\" logging disable",
                            "sslinsp trust-store roots include-default-ca enable"))
            .tree();

    @Test
    void offersTheKeywordsOfTheContextThatBeginSo() {
        assertThat(words(ConfigPath.of("sslinsp"), "", "cl")).containsExactly("client", "client-proxy");
    }

    @Test
    void offersTheRootsKeywordsWhereTheContextHasNone() {
        assertThat(words(ConfigPath.of("sslinsp", "server", "WEB"), "", "virt")).containsExactly("virtual-segment");
    }

    @Test
    void offersNamesThatExistAndAPlaceForANewOne() {
        assertThat(words(ConfigPath.root(), "sslinsp server", ""))
                .containsExactly("enable", "disable", "WEB", "my mail", "NAME");
    }

    @Test
    void offersNamesThatAReferenceCanHave() {
        assertThat(words(ConfigPath.root(), "sslinsp server WEB upstream-check trust-store", ""))
                .containsExactly("roots");
        assertThat(words(ConfigPath.root(), "virtual-segment v segment", "")).containsExactly("NAME");
    }

    @Test
    void offersTheWordsOfAClosedSet() {
        assertThat(words(ConfigPath.root(), "sslinsp server WEB protocol", "tls"))
                .containsExactly("TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3");
    }

    @Test
    void offersMoreLeavesAndTheEndAfterAValue() {
        assertThat(words(ConfigPath.root(), "sslinsp limit max-connections 5", ""))
                .containsExactly("max-connections", "over-limit", "<enter>");
    }

    @Test
    void offersTheKeywordsOfForms() {
        assertThat(words(ConfigPath.root(), "segment s mode", "re")).containsExactly("reverse", "redirect");
        assertThat(words(ConfigPath.root(), "segment s mode reverse 127.0.0.1:1", ""))
                .containsExactly("to");
        assertThat(words(ConfigPath.root(), "segment s mode reverse 127.0.0.1:1 to", ""))
                .containsExactly("ADDRESS:PORT");
    }

    @Test
    void offersWhatAnActionTakes() {
        assertThat(words(ConfigPath.root(), "certificates certificate www import", ""))
                .containsExactly("pem", "der", "pkcs12", "terminal");
        assertThat(words(ConfigPath.root(), "certificates certificate www import pem", ""))
                .containsExactly("FILE");
        assertThat(words(ConfigPath.root(), "certificates certificate www import pem a", ""))
                .containsExactly("key", "password", "exportable", "<enter>");
        assertThat(words(ConfigPath.root(), "certificates certificate www import pem a key b", ""))
                .containsExactly("password", "exportable", "<enter>");
        assertThat(words(ConfigPath.root(), "certificates default-ca", ""))
                .containsExactly("OBJECT-ID", "import", "system");
    }

    @Test
    void offersNothingAfterABadWord() {
        assertThat(words(ConfigPath.root(), "sslinsp nonsense", "")).isEmpty();
    }

    @Test
    void offersToDeleteOnlyWhatIsThere() {
        assertThat(deletable("sslinsp")).containsExactly("server", "trust-store", "<enter>");
        assertThat(deletable("sslinsp server")).containsExactly("WEB", "my mail", "<enter>");
        assertThat(deletable("sslinsp server WEB")).containsExactly("ip", "<enter>");
        assertThat(deletable("sslinsp server WEB ip")).containsExactly("10.0.0.1/32", "10.0.0.2/32", "<enter>");
        assertThat(deletable("sslinsp server \"my mail\" logging")).containsExactly("<enter>");
    }

    private static List<String> words(ConfigPath at, String before, String prefix) {
        return StatementChoices.after(at, tokens(before), prefix, TREE).stream()
                .map(Choice::word)
                .toList();
    }

    private static List<String> deletable(String before) {
        return StatementChoices.afterTarget(ConfigPath.root(), tokens(before), "", TREE).stream()
                .map(Choice::word)
                .toList();
    }

    private static List<Token> tokens(String line) {
        try {
            return Words.split(line);
        } catch (StatementException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
