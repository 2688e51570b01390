package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.tree.References.Reference;
import org.bumpwire.config.type.ReferenceType;

/** Gives a named context another name, and with it everything that names it. */
public final class Renaming {
    private Renaming() {}

    /** The tree in which {@code from} is {@code to}; both are of one kind and in one place. */
    public static ConfigTree of(ConfigTree tree, ConfigPath from, ConfigPath to) {
        ConfigTree renamed = tree.copied(from, to).without(from);
        for (Reference reference : References.in(renamed)) {
            if (reference.target().equals(from)) {
                renamed = following(renamed, reference, to.last().name());
            }
        }
        return renamed;
    }

    private static ConfigTree following(ConfigTree tree, Reference reference, String name) {
        List<String> words = tree.words(reference.path(), reference.leaf());
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean names = words.get(i).equals(reference.name()) && isOf(reference, part(reference, words, i));
            changed.add(names ? name : words.get(i));
        }
        return tree.with(reference.path(), reference.leaf(), changed);
    }

    private static Form.Part part(Reference reference, List<String> words, int index) {
        if (reference.leaf().multiple()) {
            return reference.leaf().forms().get(0).parts().get(0);
        }
        return reference.leaf().forms().stream()
                .filter(form -> form.fits(words))
                .findFirst()
                .orElseThrow()
                .parts()
                .get(index);
    }

    private static boolean isOf(Reference reference, Form.Part part) {
        return part instanceof Form.Value value
                && value.type() instanceof ReferenceType type
                && type.target().equals(reference.type().target());
    }
}
