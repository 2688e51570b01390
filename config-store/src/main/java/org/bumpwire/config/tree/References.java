package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.Schema;
import org.bumpwire.config.type.ReferenceType;

/** Finds what in a tree names objects elsewhere in it. */
public final class References {
    private References() {}

    /** A leaf that names an object. */
    public record Reference(ConfigPath path, LeafNode<?> leaf, ReferenceType type, String name) {
        /** The path of the object. */
        public ConfigPath target() {
            ConfigPath parent = parentOf(type);
            return parent.child(contextOf(type), name);
        }
    }

    public static List<Reference> in(ConfigTree tree) {
        List<Reference> references = new ArrayList<>();
        collect(tree, ConfigPath.root(), references::add);
        return references;
    }

    /** Whether the words of a leaf can name objects. */
    static boolean areIn(LeafNode<?> leaf) {
        for (Form<?> form : leaf.forms()) {
            for (Form.Part part : form.parts()) {
                if (part instanceof Form.Value value && value.type() instanceof ReferenceType) {
                    return true;
                }
            }
        }
        return false;
    }

    /** What the words of one leaf name. */
    public static List<Reference> of(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        List<Reference> references = new ArrayList<>();
        collect(path, leaf, words, references::add);
        return references;
    }

    private static void collect(ConfigTree tree, ConfigPath path, Consumer<Reference> found) {
        for (LeafNode<?> leaf : path.context().leaves()) {
            collect(path, leaf, tree.words(path, leaf), found);
        }
        tree.children(path).forEach(child -> collect(tree, child, found));
    }

    private static void collect(ConfigPath path, LeafNode<?> leaf, List<String> words, Consumer<Reference> found) {
        for (Form<?> form : leaf.forms()) {
            if (leaf.multiple()) {
                words.forEach(w -> collect(path, leaf, form.parts().get(0), w, found));
            } else if (form.fits(words)) {
                for (int i = 0; i < words.size(); i++) {
                    collect(path, leaf, form.parts().get(i), words.get(i), found);
                }
            }
        }
    }

    private static void collect(
            ConfigPath path, LeafNode<?> leaf, Form.Part part, String word, Consumer<Reference> found) {
        if (part instanceof Form.Value value && value.type() instanceof ReferenceType type && !type.isAlways(word)) {
            found.accept(new Reference(path, leaf, type, word));
        }
    }

    static ConfigPath parentOf(ReferenceType type) {
        List<String> target = type.target();
        return ConfigPath.of(target.subList(0, target.size() - 1).toArray(String[]::new));
    }

    static ContextNode contextOf(ReferenceType type) {
        ContextNode context = Schema.device();
        for (String keyword : type.target()) {
            context = context.context(keyword).orElseThrow();
        }
        return context;
    }
}
