package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.function.IntConsumer;

/**
 * Finds many byte strings in one pass over a stream (Aho and Corasick, 1975); immutable, for any number of streams.
 *
 * <p>All that a stream has to remember between two chunks is one number, so a match may lie across any number of them.
 */
final class LiteralSearch {
    static final int START = 0;

    /** Bytes that occur in no pattern are one class, so that the table stays small. */
    private final byte[] classes;

    private final int classCount;

    /** At state plus class: the next state, or its complement if something is found there. */
    private final int[] next;

    private final int[][] found;

    private LiteralSearch(byte[] classes, int classCount, int[] next, int[][] found) {
        this.classes = classes;
        this.classCount = classCount;
        this.next = next;
        this.found = found;
    }

    /** A pattern and the number by which its matches are reported. */
    record Pattern(String text, int number) {
        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * @param foldCase whether ASCII letters match in either case
     */
    static LiteralSearch of(List<Pattern> patterns, boolean foldCase) {
        return new Builder(patterns, foldCase).build();
    }

    /**
     * Reads a chunk of a stream.
     *
     * @param state what the chunk before answered, or {@link #START}
     * @return the state for the next chunk
     */
    int search(ByteBuf chunk, int state, IntConsumer match) {
        Scan scan = new Scan(state, match);
        chunk.forEachByte(scan);
        return scan.state;
    }

    private final class Scan implements ByteProcessor {
        private final IntConsumer match;
        private int state;

        Scan(int state, IntConsumer match) {
            this.state = state;
            this.match = match;
        }

        @Override
        public boolean process(byte value) {
            int reached = next[state + (classes[value & 0xFF] & 0xFF)];
            if (reached < 0) {
                reached = ~reached;
                report(reached);
            }
            state = reached;
            return true;
        }

        private void report(int reached) {
            for (int number : found[reached / classCount]) {
                match.accept(number);
            }
        }
    }

    private static final class Builder {
        private final byte[] classes = new byte[256];
        private final List<int[]> states = new ArrayList<>();
        private final List<BitSet> outputs = new ArrayList<>();
        private int classCount = 1;

        Builder(List<Pattern> patterns, boolean foldCase) {
            for (Pattern pattern : patterns) {
                for (byte value : pattern.bytes()) {
                    classify(value, foldCase);
                }
            }
            newState();
            patterns.forEach(this::addPattern);
        }

        private void classify(byte value, boolean foldCase) {
            int index = value & 0xFF;
            if (classes[index] != 0) {
                return;
            }
            // A pattern that uses all 256 bytes must not run out of classes: class 0 is then the last one's.
            byte next = (byte) (classCount < 256 ? classCount++ : 0);
            classes[index] = next;
            if (foldCase && isLetter(index)) {
                classes[index ^ 0x20] = next;
            }
        }

        private static boolean isLetter(int value) {
            int lower = value | 0x20;
            return lower >= 'a' && lower <= 'z';
        }

        private int newState() {
            int[] transitions = new int[classCount];
            Arrays.fill(transitions, -1);
            states.add(transitions);
            outputs.add(new BitSet());
            return states.size() - 1;
        }

        private void addPattern(Pattern pattern) {
            int state = 0;
            for (byte value : pattern.bytes()) {
                int[] transitions = states.get(state);
                int symbol = classes[value & 0xFF] & 0xFF;
                if (transitions[symbol] < 0) {
                    transitions[symbol] = newState();
                }
                state = transitions[symbol];
            }
            outputs.get(state).set(pattern.number);
        }

        LiteralSearch build() {
            completeTransitions();
            int[][] found =
                    outputs.stream().map(numbers -> numbers.stream().toArray()).toArray(int[][]::new);
            int[] next = new int[states.size() * classCount];
            for (int state = 0; state < states.size(); state++) {
                for (int symbol = 0; symbol < classCount; symbol++) {
                    int target = states.get(state)[symbol];
                    // A state's number is where its row starts, which saves a multiplication for each byte.
                    int row = target * classCount;
                    next[state * classCount + symbol] = found[target].length == 0 ? row : ~row;
                }
            }
            return new LiteralSearch(classes, classCount, next, found);
        }

        /** Breadth first, so that the state to fall back to is always complete already. */
        private void completeTransitions() {
            int[] fallback = new int[states.size()];
            Queue<Integer> open = new ArrayDeque<>();
            for (int symbol = 0; symbol < classCount; symbol++) {
                int child = states.get(0)[symbol];
                if (child < 0) {
                    states.get(0)[symbol] = 0;
                } else {
                    open.add(child);
                }
            }
            while (!open.isEmpty()) {
                int state = open.remove();
                outputs.get(state).or(outputs.get(fallback[state]));
                for (int symbol = 0; symbol < classCount; symbol++) {
                    int child = states.get(state)[symbol];
                    int elsewhere = states.get(fallback[state])[symbol];
                    if (child < 0) {
                        states.get(state)[symbol] = elsewhere;
                    } else {
                        fallback[child] = elsewhere;
                        open.add(child);
                    }
                }
            }
        }
    }
}
