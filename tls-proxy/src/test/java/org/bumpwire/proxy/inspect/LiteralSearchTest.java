package org.bumpwire.proxy.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralSearchTest {
    @Test
    void findsPatternsThatOverlapAndContainEachOther() {
        assertThat(found(List.of("he", "she", "his", "hers"), false, "ushers")).containsExactly(0, 1, 3);
    }

    @Test
    void distinguishesCaseUnlessToldOtherwise() {
        assertThat(found(List.of("Evil"), false, "evil EVIL")).isEmpty();
        assertThat(found(List.of("Evil"), true, "xeVIlx")).containsExactly(0);
    }

    @Test
    void foldsNothingButAsciiLetters() {
        assertThat(found(List.of("[@`{"), true, "{`@[")).isEmpty();
        assertThat(found(List.of("ä"), true, "Ä")).isEmpty();
        assertThat(found(List.of("ä"), true, "ä")).containsExactly(0);
    }

    @Test
    void copesWithPatternsOfAllBytes() {
        String all = IntStream.range(0, 128).mapToObj(Character::toString).reduce("", String::concat);
        List<String> patterns = new ArrayList<>(List.of(all));
        IntStream.range(0x80, 0x800).mapToObj(Character::toString).forEach(patterns::add);

        assertThat(found(patterns, false, all)).containsExactly(0);
        assertThat(found(patterns, false, "\u00ff")).containsExactly(1 + 0x7f);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void findsWhatIsThereHoweverTheStreamIsCut(long seed) {
        Random random = new Random(seed);
        boolean fold = random.nextBoolean();
        List<String> patterns = IntStream.range(0, 8)
                .mapToObj(i -> text(random, 1 + random.nextInt(4)))
                .toList();
        String stream = text(random, 60);
        Set<Integer> expected = new TreeSet<>();
        for (int i = 0; i < patterns.size(); i++) {
            boolean contained = fold
                    ? stream.toLowerCase(Locale.ROOT).contains(patterns.get(i).toLowerCase(Locale.ROOT))
                    : stream.contains(patterns.get(i));
            if (contained) {
                expected.add(i);
            }
        }
        LiteralSearch search = search(patterns, fold);
        Set<Integer> found = new TreeSet<>();
        int state = LiteralSearch.START;
        int from = 0;
        while (from < stream.length()) {
            int to = Math.min(stream.length(), from + 1 + random.nextInt(7));
            state = search.search(bytes(stream.substring(from, to)), state, found::add);
            from = to;
        }

        assertThat(found).as("%s in %s", patterns, stream).isEqualTo(expected);
    }

    private static String text(Random random, int length) {
        return random.ints(length, 0, 4)
                .mapToObj(i -> "abAB".substring(i, i + 1))
                .reduce("", String::concat);
    }

    private static Set<Integer> found(List<String> patterns, boolean foldCase, String stream) {
        Set<Integer> found = new TreeSet<>();
        int state = search(patterns, foldCase).search(bytes(stream), LiteralSearch.START, found::add);
        assertThat(state).isNotNegative();
        return found;
    }

    private static LiteralSearch search(List<String> patterns, boolean foldCase) {
        return LiteralSearch.of(
                IntStream.range(0, patterns.size())
                        .mapToObj(i -> new LiteralSearch.Pattern(patterns.get(i), i))
                        .toList(),
                foldCase);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
