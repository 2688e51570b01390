package org.bumpwire.config.schema;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.schema.ActionNode.Argument;

/** Every statement of the configuration with its meaning, written from the declarations. */
public final class ReferencePage {
    private ReferencePage() {}

    /**
     * One way to write a statement.
     *
     * @param context the context that it is in, empty for the root
     * @param syntax without the context
     * @param notes what the value may be, the default and who may change it; empty where there is nothing to say
     */
    public record Entry(String context, String syntax, String help, String notes) {}

    /** In the order of display. */
    public static List<Entry> entries() {
        return entries((way, node) -> true);
    }

    private static List<Entry> entries(Shown shown) {
        List<Entry> entries = new ArrayList<>();
        collect(List.of(Schema.device()), "", shown, entries);
        return entries;
    }

    /** Tells which nodes somebody sees. */
    public interface Shown {
        /**
         * Whether a node is shown.
         *
         * @param way the contexts that the node is in, the outermost first, without the root
         */
        boolean includes(List<ContextNode> way, Node node);
    }

    /** For a terminal: statements under their contexts. */
    public static List<String> text() {
        return text((way, node) -> true);
    }

    /** The same without what somebody does not see. */
    public static List<String> text(Shown shown) {
        List<String> lines = new ArrayList<>();
        String context = "";
        for (Entry entry : entries(shown)) {
            if (!entry.context.equals(context)) {
                context = entry.context;
                lines.add("");
                lines.add(context);
            }
            String indent = context.isEmpty() ? "" : "  ";
            lines.add(indent + entry.syntax);
            lines.add(indent + "    " + entry.help + (entry.notes.isEmpty() ? "" : " (" + entry.notes + ")"));
        }
        return lines;
    }

    /** For a manual: a table a context. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("# Configuration reference\n");
        String context = "none";
        for (Entry entry : entries()) {
            if (!entry.context.equals(context)) {
                context = entry.context;
                page.append("\n## %s\n\n".formatted(context.isEmpty() ? "Contexts" : "`" + context + "`"))
                        .append("| statement | meaning | |\n|---|---|---|\n");
            }
            page.append("| `%s` | %s | %s |\n".formatted(cell(entry.syntax), cell(entry.help), cell(entry.notes)));
        }
        return page.toString();
    }

    private static void collect(List<ContextNode> way, String path, Shown shown, List<Entry> entries) {
        ContextNode context = way.get(way.size() - 1);
        List<ContextNode> below = way.subList(1, way.size());
        for (Node node : context.members()) {
            if (!shown.includes(below, node)) {
                continue;
            }
            if (node instanceof ContextNode child) {
                entries.add(new Entry(path, syntax(child), child.help(), notes(child)));
            } else if (node instanceof LeafNode<?> leaf) {
                leaf.forms()
                        .forEach(form -> entries.add(new Entry(path, syntax(leaf, form), leaf.help(), notes(leaf))));
            } else if (node instanceof ActionNode action) {
                entries.add(new Entry(path, syntax(action), action.help(), ""));
            }
        }
        for (ContextNode child : context.contexts()) {
            if (shown.includes(below, child)) {
                List<ContextNode> longer = new ArrayList<>(way);
                longer.add(child);
                collect(longer, (path + " " + syntax(child)).strip(), shown, entries);
            }
        }
    }

    private static String syntax(ContextNode context) {
        return context.keyword()
                + context.name().map(n -> " " + n.placeholder()).orElse("");
    }

    private static String syntax(LeafNode<?> leaf, Form<?> form) {
        return leaf + " " + form + (leaf.multiple() ? "…" : "");
    }

    private static String syntax(ActionNode action) {
        StringBuilder syntax = new StringBuilder(action.id());
        for (Argument argument : action.arguments()) {
            String written = argument.keyword().map(k -> k + " ").orElse("")
                    + argument.type().placeholder();
            syntax.append(' ').append(argument.required() ? written : "[" + written + "]");
        }
        return syntax.toString();
    }

    private static String notes(ContextNode context) {
        return context.needs().isEmpty()
                ? ""
                : "capability "
                        + String.join(
                                " and ",
                                context.needs().stream().map(Capability::word).toList());
    }

    private static String notes(LeafNode<?> leaf) {
        List<String> notes = new ArrayList<>();
        if (!leaf.defaultText().isEmpty()) {
            notes.add("default: " + leaf.defaultText());
        }
        if (leaf.required()) {
            notes.add("required");
        }
        leaf.locks().ifPresent(key -> notes.add("capability " + key.word()));
        if (leaf.secret()) {
            notes.add("shown to administrators only");
        }
        return String.join("; ", notes);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
