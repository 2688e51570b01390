package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.Schema;

/** Where a context is in the configuration: the steps that lead there from the root. */
public record ConfigPath(List<Step> steps) {
    private static final ConfigPath ROOT = new ConfigPath(List.of());

    public ConfigPath {
        steps = List.copyOf(steps);
    }

    /**
     * One context inside its parent.
     *
     * @param name empty for a context that is one of its kind
     */
    public record Step(ContextNode context, String name) {
        public Step {
            if (context.isNamed() == name.isEmpty()) {
                throw new IllegalArgumentException("Context '%s' with name '%s'".formatted(context.keyword(), name));
            }
        }
    }

    public static ConfigPath root() {
        return ROOT;
    }

    /** The path that code knows by its words, such as {@code of("sslinsp", "server", "WEB")}. */
    public static ConfigPath of(String... words) {
        ConfigPath path = ROOT;
        for (int i = 0; i < words.length; i++) {
            String keyword = words[i];
            ContextNode next = path.context()
                    .context(keyword)
                    .orElseThrow(() -> new IllegalArgumentException("No context '%s'".formatted(keyword)));
            path = next.isNamed() ? path.child(next, words[++i]) : path.child(next);
        }
        return path;
    }

    public boolean isRoot() {
        return steps.isEmpty();
    }

    /** Its declaration. */
    public ContextNode context() {
        return isRoot() ? Schema.device() : last().context();
    }

    /** The last step; the root has none. */
    public Step last() {
        return steps.get(steps.size() - 1);
    }

    /** The context around it; the root is its own. */
    public ConfigPath parent() {
        return isRoot() ? this : new ConfigPath(steps.subList(0, steps.size() - 1));
    }

    /** Whether it is the other path or below it. */
    public boolean isWithin(ConfigPath other) {
        return steps.size() >= other.steps.size()
                && steps.subList(0, other.steps.size()).equals(other.steps);
    }

    /** The path that leads from here as {@code deeper} leads on from {@code start}. */
    public ConfigPath below(ConfigPath deeper, ConfigPath start) {
        List<Step> longer = new ArrayList<>(steps);
        longer.addAll(deeper.steps.subList(start.steps.size(), deeper.steps.size()));
        return new ConfigPath(longer);
    }

    public ConfigPath child(ContextNode single) {
        return child(single, "");
    }

    public ConfigPath child(ContextNode named, String name) {
        return child(new Step(named, name));
    }

    ConfigPath child(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new ConfigPath(longer);
    }

    /** The capabilities that an operator needs here: those of the innermost context on the way that names some. */
    public List<Capability> needs() {
        for (int depth = steps.size() - 1; depth >= 0; depth--) {
            List<Capability> needs = steps.get(depth).context().needs();
            if (!needs.isEmpty()) {
                return needs;
            }
        }
        return List.of();
    }

    /** As a statement: names are quoted where they must be. */
    public String statement() {
        return String.join(
                " ",
                steps.stream()
                        .map(s -> s.context().keyword() + (s.name().isEmpty() ? "" : " " + Words.print(s.name())))
                        .toList());
    }

    /** As messages name it: names are always in quotes. */
    @Override
    public String toString() {
        return String.join(
                " ",
                steps.stream()
                        .map(s -> s.context().keyword() + (s.name().isEmpty() ? "" : " " + Words.quote(s.name())))
                        .toList());
    }
}
