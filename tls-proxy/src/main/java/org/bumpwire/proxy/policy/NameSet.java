package org.bumpwire.proxy.policy;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Names, of which there may be a million: each takes two to four references beside its own text, and the end of a
 * longer text is looked up without being cut off.
 */
final class NameSet {
    /** Open addressing, at most half full, so that a look-up meets few others. */
    private final @Nullable String[] slots;

    NameSet(Collection<String> names) {
        slots = new @Nullable String[Math.max(2, Integer.highestOneBit(names.size()) * 4)];
        names.forEach(this::add);
    }

    /** Whether what a text has from a position on is in the set; {@code hash} must be that end's hash as a String. */
    boolean containsEnd(String text, int from, int hash) {
        for (int slot = firstSlot(hash); ; slot = next(slot)) {
            String name = slots[slot];
            if (name == null) {
                return false;
            }
            if (name.length() == text.length() - from && text.startsWith(name, from)) {
                return true;
            }
        }
    }

    private void add(String name) {
        int slot = firstSlot(name.hashCode());
        while (slots[slot] != null && !name.equals(slots[slot])) {
            slot = next(slot);
        }
        slots[slot] = name;
    }

    /** String's hash is much alike for names that are; the multiplication (by the golden ratio) spreads them. */
    private int firstSlot(int hash) {
        return (hash * 0x9E3779B9) >>> Integer.numberOfLeadingZeros(slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }
}
