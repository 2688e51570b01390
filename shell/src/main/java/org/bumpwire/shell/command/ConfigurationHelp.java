package org.bumpwire.shell.command;

import java.util.List;
import org.bumpwire.config.schema.ActionNode;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.Node;
import org.bumpwire.config.schema.Schema;
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

    private ConfigurationHelp() {}

    /** @param words the way to a context; names of objects may be left out */
    static Report of(List<Word> words) throws SyntaxException {
        ContextNode context = Schema.device();
        for (Word word : words) {
            Vocabulary<ContextNode> inside = new Vocabulary<>();
            context.contexts().forEach(c -> inside.add(c.keyword(), c));
            context = inside.require(word, "context of the configuration");
        }
        TableReport table = new TableReport("configuration-help", "Nothing can be configured here", COLUMNS);
        for (Node member : context.members()) {
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
