package org.bumpwire.config.yang;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.Schema;

/**
 * The whole configuration as a YANG 1.1 module (RFC 7950), written from the declarations: contexts are containers or, with
 * a name, lists; statements are leaves, or leaf-lists.
 */
public final class ConfigModule {
    public static final String NAME = "bumpwire-config";
    public static final String NAMESPACE = "urn:bumpwire:config:1";
    /** What stands for the namespace in paths. */
    public static final String PREFIX = "b";
    /** The day on which the module became as it is; a change of the schema needs a new one. */
    public static final String REVISION = "2026-11-29";
    /** The leaf that holds the name of a named context. */
    public static final String KEY = "name";
    /** The annotation of what is kept and out of force. */
    public static final String INACTIVE = "inactive";
    /** The annotation with what an operator wrote about something. */
    public static final String NOTE = "note";

    private final YangText text = new YangText();
    private final YangTypes types = new YangTypes(text);

    private ConfigModule() {}

    /** The module's text. */
    public static String text() {
        ConfigModule module = new ConfigModule();
        module.write();
        return module.text.toString();
    }

    private void write() {
        text.open("module " + NAME)
                .plain("yang-version", "1.1")
                .quoted("namespace", NAMESPACE)
                .plain("prefix", PREFIX);
        text.open("import ietf-yang-metadata").plain("prefix", "md").close();
        text.quoted("organization", "Bumpwire")
                .quoted("contact", "The operator of the device")
                .quoted(
                        "description",
                        "The configuration of a Bumpwire device. A value of several words is written as at the shell."
                                + " What is inactive counts for nothing on the device, though a reader of this module"
                                + " holds it against references and mandatory statements. What a reader's role keeps"
                                + " back is left out, mandatory statements too.");
        text.open("revision " + REVISION)
                .quoted("description", "The statements that a device of this day has.")
                .close();
        annotation(INACTIVE, "boolean", "Whether the statement is kept, but out of force.");
        annotation(NOTE, "string", "What an operator wrote about the statement.");
        members(Schema.device());
        text.close();
    }

    private void annotation(String name, String type, String description) {
        text.open("md:annotation " + name)
                .plain("type", type)
                .quoted("description", description)
                .close();
    }

    private void members(ContextNode around) {
        around.leaves().forEach(leaf -> leaf(around, leaf));
        around.contexts().forEach(context -> context(around, context));
    }

    private void context(ContextNode around, ContextNode context) {
        text.open((context.isNamed() ? "list " : "container ") + context.keyword());
        if (context.isNamed()) {
            text.quoted("key", KEY);
        }
        text.quoted("description", context.help() + "." + needs(around, context));
        context.name().ifPresent(name -> {
            text.open("leaf " + KEY);
            types.of(name.shape());
            text.quoted("description", "Its name.").close();
        });
        members(context);
        text.close();
    }

    private static String needs(ContextNode around, ContextNode context) {
        return context.needs().isEmpty() || context.needs().equals(around.needs())
                ? ""
                : " Needs the capability "
                        + String.join(
                                " and ",
                                context.needs().stream().map(Capability::word).toList()) + ".";
    }

    private void leaf(ContextNode around, LeafNode<?> leaf) {
        text.open((leaf.multiple() ? "leaf-list " : "leaf ") + around.elementName(leaf));
        types.of(leaf);
        types.mustExist(leaf);
        if (leaf.required()) {
            text.plain(leaf.multiple() ? "min-elements" : "mandatory", leaf.multiple() ? "1" : "true");
        }
        if (leaf.multiple()) {
            text.plain("max-elements", leaf.most());
            text.plain("ordered-by", leaf.ordered() ? "user" : "system");
            leaf.defaultWords().forEach(word -> text.quoted("default", word));
        } else if (!leaf.defaultWords().isEmpty()) {
            text.quoted("default", String.join(" ", leaf.defaultWords()));
        }
        text.quoted("description", description(leaf)).close();
    }

    private static String description(LeafNode<?> leaf) {
        List<String> sentences = new ArrayList<>(List.of(leaf.help()));
        if (leaf.defaultWords().isEmpty() && !leaf.defaultText().isEmpty()) {
            sentences.add("Where it is not set: " + leaf.defaultText());
        }
        if (leaf.required()
                && !leaf.howToSet()
                        .startsWith(leaf.keyword() + " " + leaf.forms().get(0))) {
            sentences.add("At the shell it is set by: " + leaf.howToSet());
        }
        leaf.locks().ifPresent(key -> sentences.add("Needs the capability " + key.word()));
        if (leaf.secret()) {
            sentences.add("Shown to administrators only");
        }
        return String.join(". ", sentences) + ".";
    }
}
