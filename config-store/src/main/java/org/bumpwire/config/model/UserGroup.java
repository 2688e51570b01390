package org.bumpwire.config.model;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The objects that its users may see and, as far as their role goes, change (guide, chapter 9).
 *
 * @param only by kind the names of those that they may; a kind that is absent is not limited so
 * @param except by kind the names of those that they may not, of all others they may
 */
public record UserGroup(
        String name,
        String description,
        Map<GroupedObject, List<String>> only,
        Map<GroupedObject, List<String>> except) {
    public UserGroup {
        only = copy(only);
        except = copy(except);
    }

    public boolean reaches(GroupedObject kind, String object) {
        boolean listed = !only.containsKey(kind) || only.get(kind).contains(object);
        return listed && !except.getOrDefault(kind, List.of()).contains(object);
    }

    /** Whether it reaches all that the other reaches, and all that may yet come. */
    boolean covers(UserGroup other) {
        boolean fewerExcepted = except.entrySet().stream()
                .allMatch(e -> e.getValue().stream().noneMatch(name -> other.reaches(e.getKey(), name)));
        boolean moreListed = only.entrySet().stream()
                .allMatch(e ->
                        other.only.containsKey(e.getKey()) && e.getValue().containsAll(other.only.get(e.getKey())));
        return fewerExcepted && moreListed;
    }

    private static Map<GroupedObject, List<String>> copy(Map<GroupedObject, List<String>> names) {
        return names.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
    }
}
