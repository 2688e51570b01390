package org.bumpwire.config.tree;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What somebody who typed a wrong word may have meant. */
final class NearestWords {
    private static final int MOST = 12;

    private NearestWords() {}

    /** Those words that are near, best first; where none is, as many as an operator can take in. */
    static List<String> to(String typed, Collection<String> words) {
        int near = 1 + typed.length() / 4;
        List<String> close = words.stream()
                .distinct()
                .filter(w -> distance(typed, w) <= near)
                .sorted(Comparator.comparingInt(w -> distance(typed, w)))
                .toList();
        return close.isEmpty() ? words.stream().distinct().limit(MOST).toList() : close;
    }

    /** How many letters must be added, removed, changed or swapped with their neighbour, whatever their case. */
    static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + change, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
