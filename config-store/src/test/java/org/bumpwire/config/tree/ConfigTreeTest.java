package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bumpwire.config.schema.AccessContext;
import org.bumpwire.config.schema.GeneralContext;
import org.bumpwire.config.schema.ProxyContexts;
import org.junit.jupiter.api.Test;

class ConfigTreeTest {
    private static final ConfigPath WEB = ConfigPath.of("sslinsp", "server", "WEB");
    private static final ConfigPath GEN = ConfigPath.of("gen");

    @Test
    void forgetsAnEmptySingleContextButKeepsANamedOne() {
        ConfigTree tree = ConfigTree.empty()
                .with(GEN, GeneralContext.HOST_NAME, List.of("edge"))
                .without(GEN, GeneralContext.HOST_NAME);

        assertThat(tree).isEqualTo(ConfigTree.empty()).hasSameHashCodeAs(ConfigTree.empty());
        assertThat(tree.isEmpty()).isTrue();
        assertThat(ConfigTree.empty().with(WEB).isEmpty()).isFalse();
        assertThat(ConfigTree.empty().with(WEB).without(WEB)).isEqualTo(ConfigTree.empty());
    }

    @Test
    void addsToAListEachValueOnce() throws StatementException {
        ConfigTree tree = assign(assign(ConfigTree.empty(), "detection-port 443 8443"), "detection-port 8443 9443");

        assertThat(tree.words(WEB, ProxyContexts.DETECTION_PORT)).containsExactly("443", "8443", "9443");
    }

    @Test
    void replacesASingleValue() throws StatementException {
        ConfigTree tree = assign(assign(ConfigTree.empty(), "description one"), "description two");

        assertThat(tree.words(WEB, ProxyContexts.DESCRIPTION)).containsExactly("two");
    }

    @Test
    void deletesValuesLeavesAndContexts() throws StatementException {
        ConfigTree tree = assign(ConfigTree.empty(), "detection-port 443 8443 logging disable");

        assertThat(tree.without(target("detection-port 443")).words(WEB, ProxyContexts.DETECTION_PORT))
                .containsExactly("8443");
        assertThat(tree.without(target("detection-port 443 8443")).isSet(WEB, ProxyContexts.DETECTION_PORT))
                .isFalse();
        assertThat(tree.without(target("logging")).isSet(WEB, ProxyContexts.LOGGING))
                .isFalse();
        assertThat(tree.without(target(""))).isEqualTo(ConfigTree.empty());
        assertThat(tree.without(target("ip"))).isEqualTo(tree);
        assertThat(tree.without(ConfigPath.root())).isEqualTo(ConfigTree.empty());
    }

    @Test
    void tellsWhetherATargetIsThere() throws StatementException {
        ConfigTree tree = assign(ConfigTree.empty(), "detection-port 443");

        assertThat(tree.has(target("detection-port 443"))).isTrue();
        assertThat(tree.has(target("detection-port 80"))).isFalse();
        assertThat(tree.has(target("logging"))).isFalse();
        assertThat(tree.has(target(""))).isTrue();
        assertThat(ConfigTree.empty().has(target(""))).isFalse();
        assertThat(tree.has(new Target(ConfigPath.root(), Optional.empty(), List.of())))
                .isTrue();
    }

    @Test
    void answersDefaults() {
        ConfigTree tree = ConfigTree.empty();

        assertThat(tree.value(GEN, GeneralContext.HOST_NAME)).contains("bumpwire");
        assertThat(tree.value(GEN, GeneralContext.LOCATION)).isEmpty();
        assertThat(tree.value(ConfigPath.of("aaa", "user", "bob"), AccessContext.USER_SSH_KEY))
                .contains(List.of());
    }

    @Test
    void refusesWhatTheSchemaDoesNotAllow() {
        assertThatThrownBy(() -> ConfigTree.empty().with(GEN, GeneralContext.HOST_NAME, List.of("no_name")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("gen host-name: Expected a host name");
        List<String> ports =
                IntStream.range(1, 1_002).mapToObj(Integer::toString).toList();
        assertThatThrownBy(() -> ConfigTree.empty().with(WEB, ProxyContexts.DETECTION_PORT, ports))
                .hasMessage("sslinsp server \"WEB\" detection-port takes at most 1000 values");
    }

    @Test
    void printsNothingForAContextThatIsNotThere() {
        assertThat(TreePrinter.complete().statements(ConfigTree.empty(), WEB)).isEmpty();
        assertThat(TreePrinter.complete().statements(ConfigTree.empty(), GEN)).isEmpty();
        assertThat(TreePrinter.complete().statements(ConfigTree.empty().with(WEB), WEB))
                .containsExactly("sslinsp", "  server WEB", "    exit", "  exit");
    }

    @Test
    void leavesSecretsOutOfItsText() {
        ConfigTree tree = new RandomTrees(1).next();

        assertThat(tree.toString()).doesNotContain("scrypt");
    }

    private static ConfigTree assign(ConfigTree tree, String line) throws StatementException {
        return tree.with((Statement.Assign) StatementParser.parse(WEB, Words.split(line)));
    }

    private static Target target(String line) throws StatementException {
        return StatementParser.parseTarget(WEB, Words.split(line));
    }
}
