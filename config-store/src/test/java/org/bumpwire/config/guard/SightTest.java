package org.bumpwire.config.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.config.guard.GuardFixture.except;
import static org.bumpwire.config.guard.GuardFixture.only;
import static org.bumpwire.config.guard.GuardFixture.tree;
import static org.bumpwire.config.guard.GuardFixture.with;
import static org.bumpwire.config.guard.GuardFixture.without;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;
import org.bumpwire.config.tree.RandomTrees;
import org.bumpwire.config.tree.StatementChoices;
import org.bumpwire.config.tree.Token;
import org.bumpwire.config.tree.TreePrinter;
import org.bumpwire.config.type.Choice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SightTest {
    private static final ConfigTree TREE = tree(
            "gen location cellar",
            "sslinsp client enable",
            "sslinsp server WEB ip 10.0.0.1",
            "sslinsp server MAIL ip 10.0.0.2",
            "sslinsp profile P server-policy S server WEB",
            "aaa user admin role administrator",
            "aaa login max-attempts 3");

    static Stream<Capability> capabilities() {
        return Stream.of(Capability.values());
    }

    static IntStream seeds() {
        return IntStream.range(0, 20);
    }

    @Test
    void hidesWhatNeedsACapabilityThatIsMissing() {
        assertThat(seen(without(Capability.SSL_SERVERS)))
                .contains("cellar", "client enable", "profile P")
                .doesNotContain("10.0.0.1", "server MAIL");
        assertThat(seen(without(Capability.DEVICE_SETTINGS))).doesNotContain("gen", "cellar");
    }

    @Test
    void showsTheWayToWhatIsSeen() {
        assertThat(new Sight(with(Capability.SSL_SERVERS)).of(TREE))
                .isEqualTo(tree("sslinsp server WEB ip 10.0.0.1", "sslinsp server MAIL ip 10.0.0.2"));
        assertThat(new Sight(with(Capability.AUTHENTICATION)).of(TREE)).isEqualTo(tree("aaa login max-attempts 3"));
    }

    @Test
    void hidesTheObjectsThatAGroupKeepsBack() {
        assertThat(seen(except(GroupedObject.SERVER, "WEB")))
                .contains("10.0.0.2")
                .doesNotContain("10.0.0.1");
        assertThat(seen(only(GroupedObject.SERVER, "WEB"))).contains("10.0.0.1").doesNotContain("MAIL");
        assertThat(seen(only(GroupedObject.PROFILE, "Q"))).contains("MAIL").doesNotContain("profile");
    }

    @Test
    void aReaderSeesEverything() {
        assertThat(new Sight(Rights.of(Role.READ_ONLY)).of(TREE)).isEqualTo(TREE);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whoSeesEverythingSeesTheSameTree(int seed) {
        ConfigTree random = new RandomTrees(seed).next();

        // A group that names nothing keeps the sieve from being left out.
        assertThat(new Sight(except(GroupedObject.PROFILE, "none of them")).of(random))
                .isEqualTo(random);
    }

    @ParameterizedTest
    @MethodSource("capabilities")
    void whatIsHiddenIsWhatMayNotBeChanged(Capability capability) {
        ConfigTree random = new RandomTrees(7).next();
        Rights rights = without(capability);
        ConfigTree hidden = new Sight(rights).of(random);

        assertThat(Diff.between(hidden, random).changes())
                .allSatisfy(change -> assertThat(new ChangeGuard(rights).forPath(change.path(), Grant.WRITE))
                        .isPresent());
    }

    @ParameterizedTest
    @EnumSource(GroupedObject.class)
    void completesNoNameThatIsOutOfReach(GroupedObject kind) {
        ConfigTree tree = tree(
                "sslinsp server HIDDEN ip 10.0.0.1",
                "sslinsp client-proxy HIDDEN",
                "sslinsp decryption-policy HIDDEN",
                "sslinsp profile HIDDEN");
        Sight sight = new Sight(except(kind, "HIDDEN"));
        String keyword = switch (kind) {
            case SERVER -> "server";
            case CLIENT_PROXY -> "client-proxy";
            case DECRYPTION_POLICY -> "decryption-policy";
            case PROFILE -> "profile";
        };

        assertThat(words(tree, sight, "sslinsp", keyword)).doesNotContain("HIDDEN");
        assertThat(words(tree, new Sight(Rights.ALL), "sslinsp", keyword)).contains("HIDDEN");
    }

    @Test
    void completesNoKeywordOfWhatIsHidden() {
        assertThat(words(TREE, new Sight(without(Capability.SSL_SERVERS)), "sslinsp"))
                .contains("profile", "client")
                .doesNotContain("ip");
        assertThat(words(TREE, new Sight(with(Capability.SSL_PROFILES)), "sslinsp"))
                .containsExactly("profile", "<enter>");
        assertThat(words(TREE, new Sight(with(Capability.SSL_PROFILES)))).containsExactly("sslinsp");
    }

    private static List<String> words(ConfigTree tree, Sight sight, String... before) {
        return StatementChoices.after(
                        ConfigPath.root(), Stream.of(before).map(Token::of).toList(), "", tree, sight)
                .stream()
                .map(Choice::word)
                .toList();
    }

    private static String seen(Rights rights) {
        return TreePrinter.complete().text(new Sight(rights).of(TREE));
    }
}
