package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every tree. */
class TreePropertiesTest {
    private static final TreePrinter PRINTER = TreePrinter.complete();

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsPrintedLoadsBack(long seed) {
        ConfigTree tree = new RandomTrees(seed).next();

        ConfigLoader.Loaded loaded =
                load(ConfigTree.empty(), PRINTER.text(tree).lines().toList());

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.tree()).isEqualTo(tree);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fullLinesLoadBack(long seed) {
        ConfigTree tree = new RandomTrees(seed).next();

        ConfigLoader.Loaded loaded = load(ConfigTree.empty(), PRINTER.fullLines(tree, ConfigPath.root()));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.tree()).isEqualTo(tree);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void eachContextLoadsBackAlone(long seed) {
        ConfigTree tree = new RandomTrees(seed).next();

        for (ConfigPath path : tree.children(ConfigPath.root())) {
            ConfigLoader.Loaded loaded = load(tree.without(path), PRINTER.statements(tree, path));
            assertThat(loaded.problems()).isEmpty();
            assertThat(loaded.tree()).isEqualTo(tree);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aDifferenceLeadsFromOneTreeToTheOther(long seed) {
        RandomTrees trees = new RandomTrees(seed);
        ConfigTree one = trees.next();
        ConfigTree other = trees.changed(one);

        Diff diff = Diff.between(one, other);

        assertThat(diff.applyTo(one)).isEqualTo(other);
        assertThat(diff.isEmpty()).isEqualTo(one.equals(other));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fullLinesOfADifferenceLeadFromOneTreeToTheOther(long seed) {
        RandomTrees trees = new RandomTrees(seed);
        ConfigTree one = trees.next();
        ConfigTree other = seed % 3 == 0 ? trees.next() : trees.changed(one);

        ConfigLoader.Loaded loaded = load(one, Diff.between(one, other).fullLines(PRINTER));

        assertThat(loaded.problems()).isEmpty();
        assertThat(loaded.tree()).isEqualTo(other);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsInForceHasNothingInactiveAndNothingElse(long seed) {
        ConfigTree tree = new RandomTrees(seed).next();

        ConfigTree active = tree.active();

        assertThat(PRINTER.text(tree)).contains("inactive: ");
        assertThat(PRINTER.text(active)).doesNotContain("inactive: ");
        assertThat(active.active()).isEqualTo(active);
        for (Diff.Change change : Diff.between(tree, active).changes()) {
            if (change instanceof Diff.LeafChanged leaf) {
                assertThat(leaf.after()).isEmpty();
                assertThat(isOutOfForce(tree, leaf)).isTrue();
            }
        }
    }

    private static boolean isOutOfForce(ConfigTree tree, Diff.LeafChanged leaf) {
        boolean out = tree.isInactive(leaf.path(), leaf.leaf());
        for (ConfigPath at = leaf.path(); !at.isRoot(); at = at.parent()) {
            out |= tree.isInactive(at);
        }
        return out;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void mergingWithNoChangeIsTheOtherSide(long seed) {
        RandomTrees trees = new RandomTrees(seed);
        ConfigTree base = trees.next();
        ConfigTree other = trees.changed(base);

        assertThat(Merge.of(base, other, base)).isEqualTo(new Merge.Merged(other, List.of()));
        assertThat(Merge.of(base, base, other)).isEqualTo(new Merge.Merged(other, List.of()));
        assertThat(Merge.of(base, other, other)).isEqualTo(new Merge.Merged(other, List.of()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aMergeWithoutConflictHasTheChangesOfBothSides(long seed) {
        RandomTrees trees = new RandomTrees(seed);
        ConfigTree base = trees.next();
        ConfigTree mine = trees.changed(base);
        ConfigTree theirs = base.with(ConfigPath.of("segment", "only theirs"));

        Merge.Merged merged = Merge.of(base, mine, theirs);

        assertThat(merged.conflicts()).isEmpty();
        assertThat(merged.tree()).isEqualTo(Diff.between(base, mine).applyTo(theirs));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMaskedTreeStillLoads(long seed) {
        ConfigTree tree = new RandomTrees(seed).next();

        String masked = TreePrinter.masked().text(tree);

        assertThat(masked).doesNotContain("scrypt");
        assertThat(load(ConfigTree.empty(), masked.lines().toList()).problems()).isEmpty();
    }

    private static ConfigLoader.Loaded load(ConfigTree onto, List<String> lines) {
        return ConfigLoader.load(onto, ConfigPath.root(), lines);
    }
}
