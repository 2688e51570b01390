package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The values of a list while an edit changes it; new ones are the last unless they say where they go (RFC 7950, 7.7.9). */
final class ListValues {
    private final Set<String> values;

    ListValues(Collection<String> values) {
        this.values = new LinkedHashSet<>(values);
    }

    List<String> values() {
        return List.copyOf(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean has(String value) {
        return values.contains(value);
    }

    void clear() {
        values.clear();
    }

    void remove(String value) {
        values.remove(value);
    }

    /** Adds a value, or moves it to where its element says. */
    void put(String value, XmlElement element, Canonical canonical) throws RpcException {
        Optional<String> where = element.attribute(Names.YANG, EditAttributes.INSERT);
        if (where.isEmpty()) {
            values.add(value);
            return;
        }
        List<String> others = new ArrayList<>(values);
        others.remove(value);
        int at = switch (where.get()) {
            case "first" -> 0;
            case "last" -> others.size();
            case "before" -> beside(others, element, canonical);
            case "after" -> beside(others, element, canonical) + 1;
            default -> throw EditAttributes.bad(element, EditAttributes.INSERT, "must be first, last, before or after");
        };
        others.add(at, value);
        values.clear();
        values.addAll(others);
    }

    private static int beside(List<String> others, XmlElement element, Canonical canonical) throws RpcException {
        Optional<String> beside = element.attribute(Names.YANG, EditAttributes.VALUE);
        int at = beside.isPresent() ? others.indexOf(canonical.of(beside.get())) : -1;
        if (at < 0) {
            throw EditAttributes.bad(element, EditAttributes.VALUE, "must be another value of the list");
        }
        return at;
    }

    /** Makes of a value as it was written the one that the configuration keeps. */
    interface Canonical {
        String of(String written) throws RpcException;
    }
}
