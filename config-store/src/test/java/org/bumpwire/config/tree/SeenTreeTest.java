package org.bumpwire.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeenTreeTest {
    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsWhatIsLeftOfTheWholeTree(int seed) {
        ConfigTree whole = new RandomTrees(seed).next();
        Sieve sieve = new SomeHidden(seed);
        ConfigTree sifted = whole.sifted(sieve);
        SeenTree seen = new SeenTree(whole, sieve);

        assertThat(sifted).isNotEqualTo(whole);
        assertAlike(seen, sifted, ConfigPath.root());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void differsAsWhatIsLeftOfBothDiffers(int seed) {
        RandomTrees random = new RandomTrees(seed);
        ConfigTree from = random.next();
        ConfigTree to = random.next();
        Sieve sieve = new SomeHidden(seed);

        assertThat(Diff.between(from, to, sieve).changes())
                .isEqualTo(Diff.between(from.sifted(sieve), to.sifted(sieve)).changes())
                .isNotEqualTo(Diff.between(from, to).changes());
    }

    private static void assertAlike(SeenTree seen, ConfigTree sifted, ConfigPath at) {
        for (LeafNode<?> leaf : at.context().leaves()) {
            assertThat(seen.words(at, leaf)).as("%s %s", at, leaf).isEqualTo(sifted.words(at, leaf));
        }
        for (ContextNode context : at.context().contexts()) {
            if (context.isNamed()) {
                assertThat(seen.names(at, context)).as("%s %s", at, context).isEqualTo(sifted.names(at, context));
                sifted.names(at, context).forEach(name -> assertAlike(seen, sifted, at.child(context, name)));
            } else {
                ConfigPath below = at.child(context);
                assertThat(seen.holds(below))
                        .as(below.toString())
                        .isEqualTo(sifted.node(below).isPresent());
                assertAlike(seen, sifted, below);
            }
        }
    }

    /** Hides a third of the objects and the statements of a third of the contexts. */
    private record SomeHidden(int seed) implements Sieve {
        @Override
        public boolean keeps(ConfigPath path) {
            return path.steps().stream().map(ConfigPath.Step::name).noneMatch(this::isHidden);
        }

        @Override
        public boolean keepsContents(ConfigPath path) {
            return keeps(path) && !isHidden(path.context().keyword());
        }

        @Override
        public boolean keepsAny(ConfigPath at, ContextNode kind) {
            return true;
        }

        private boolean isHidden(String name) {
            return !name.isEmpty() && Math.floorMod(name.hashCode() * 31 + seed, 3) == 0;
        }
    }
}
