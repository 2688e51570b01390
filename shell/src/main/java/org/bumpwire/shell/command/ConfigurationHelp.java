package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.guard.Sight;
import org.bumpwire.config.schema.ActionNode;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.Node;
import org.bumpwire.config.schema.ReferencePage;
import org.bumpwire.config.schema.Schema;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Vocabulary;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.render.Cell;
import org.bumpwire.shell.render.Column;
import org.bumpwire.shell.render.Report;
import org.bumpwire.shell.render.TableReport;

/** Explains contexts of the configuration from their declaration. */
final class ConfigurationHelp {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Statement", "statement"),
            Column.text("Default", "default"),
            Column.text("What it is", "help"));

    /** Stands for the name of an object, where one has to be. */
    private static final String ANY = "NAME";

    private ConfigurationHelp() {}

    /** Every statement that is seen. */
    static List<String> reference(Sight sight) {
        return ReferencePage.text((way, node) -> sight.keeps(path(way), node));
    }

    private static ConfigPath path(List<ContextNode> way) {
        ConfigPath path = ConfigPath.root();
        for (ContextNode context : way) {
            path = context.isNamed() ? path.child(context, ANY) : path.child(context);
        }
        return path;
    }

    /** @param words the way to a context; names of objects may be left out */
    static Report of(List<Word> words, Sight sight) throws SyntaxException {
        ContextNode context = Schema.device();
        ConfigPath at = ConfigPath.root();
        for (Word word : words) {
            Vocabulary<ContextNode> inside = new Vocabulary<>();
            ConfigPath here = at;
            context.contexts().stream().filter(c -> sight.keeps(here, c)).forEach(c -> inside.add(c.keyword(), c));
            context = inside.require(word, "context of the configuration");
            at = context.isNamed() ? at.child(context, ANY) : at.child(context);
        }
        TableReport table = new TableReport("configuration-help", "Nothing can be configured here", COLUMNS);
        for (Node member : context.members()) {
            if (!sight.keeps(at, member)) {
                continue;
            }
            if (member instanceof LeafNode<?> leaf) {
                leaf.forms()
                        .forEach(f -> table.row(
                                Cell.of(leaf.keyword() + " " + f), Cell.of(leaf.defaultText()), Cell.of(leaf.help())));
            } else if (member instanceof ActionNode action) {
                table.row(Cell.of(action.id() + " ..."), Cell.of(""), Cell.of(action.help()));
            } else if (member instanceof ContextNode child) {
                String name = child.name().map(type -> " " + type.placeholder()).orElse("");
                table.row(Cell.of(child.keyword() + name + " ->"), Cell.of(""), Cell.of(child.help()));
            }
        }
        return table;
    }
}
