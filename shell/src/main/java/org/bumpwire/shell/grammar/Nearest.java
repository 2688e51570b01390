package org.bumpwire.shell.grammar;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the words that a mistyped one may have meant. */
public final class Nearest {
    private static final int MOST = 4;

    private Nearest() {}

    /** The closest of the candidates, best first; none where nothing is near. */
    public static List<String> to(String typed, Collection<String> candidates) {
        int tolerated = Math.max(1, typed.length() / 3);
        return candidates.stream()
                .filter(c -> distance(typed, c) <= tolerated)
                .sorted(Comparator.comparingInt(c -> distance(typed, c)))
                .limit(MOST)
                .toList();
    }

    /** How many letters must be added, removed, replaced or swapped with their neighbour. */
    public static int distance(String typed, String candidate) {
        String a = typed.toLowerCase(Locale.ROOT);
        String b = candidate.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int best = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
