package org.bumpwire.config.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.config.guard.GuardFixture.except;
import static org.bumpwire.config.guard.GuardFixture.only;
import static org.bumpwire.config.guard.GuardFixture.tree;
import static org.bumpwire.config.guard.GuardFixture.with;
import static org.bumpwire.config.guard.GuardFixture.without;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Diff;
import org.bumpwire.config.tree.RandomTrees;
import org.bumpwire.config.tree.References;
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
                .filteredOn(change -> !namesWhatIsHidden(new Sight(rights), random, change))
                .allSatisfy(change -> assertThat(new ChangeGuard(rights).forPath(change.path(), Grant.WRITE))
                        .isPresent());
    }

    /** Whether it is of a statement that is left out because of what it names. */
    private static boolean namesWhatIsHidden(Sight sight, ConfigTree tree, Diff.Change change) {
        return leaf(change).stream()
                .flatMap(leaf -> References.of(change.path(), leaf, tree.words(change.path(), leaf)).stream())
                .anyMatch(reference -> !sight.keeps(reference.target()));
    }

    private static Optional<LeafNode<?>> leaf(Diff.Change change) {
        if (change instanceof Diff.LeafChanged changed) {
            return Optional.of(changed.leaf());
        }
        if (change instanceof Diff.Marked marked) {
            return marked.leaf();
        }
        return change instanceof Diff.Annotated annotated ? annotated.leaf() : Optional.empty();
    }

    @Test
    void hidesWhichHiddenObjectASeenOneNamesAndSaysThatItNamesOne() {
        ConfigTree seen = new Sight(except(GroupedObject.SERVER, "WEB")).of(TREE);

        assertThat(TreePrinter.complete().statements(seen, ConfigPath.of("sslinsp", "profile", "P")))
                .containsExactly(
                        "sslinsp",
                        "  profile P",
                        "    server-policy S",
                        "      # sslinsp profile \"P\" server-policy \"S\" server names what is not shown",
                        "      exit",
                        "    exit",
                        "  exit");
        assertThat(TreePrinter.complete().fullLines(seen, ConfigPath.of("sslinsp", "profile", "P")))
                .contains("# sslinsp profile \"P\" server-policy \"S\" server names what is not shown")
                .noneMatch(line -> line.contains("WEB"));
    }

    @Test
    void hidesOfAListOnlyWhatNamesHiddenObjects() {
        ConfigTree tree = tree(
                "aaa user-group TEAM only server WEB MAIL",
                "assert A exists \"sslinsp server WEB ip\" gen",
                "assert A equals \"sslinsp server WEB logging\" enable");
        Sight sight = new Sight(except(GroupedObject.SERVER, "WEB"));

        assertThat(TreePrinter.complete().text(sight.of(tree)))
                .contains("server MAIL", "exists gen")
                .doesNotContain("WEB", "equals \"");
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
