package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.type.Choice;
import org.bumpwire.config.type.ValueException;
import org.bumpwire.config.type.ValueType;

/** Trees that the schema allows, the same for the same seed; references in them need not lead anywhere. */
public final class RandomTrees {
    private static final List<String> TEXTS = List.of(
            "plain",
            "",
            "two words",
            "a \"quoted\" \\ text",
            "# no comment",
            "enable",
            "exit",
            "üñí – 漢字",
            "\\d+\\n",
            "| ? ! ;",
            "tab\there");
    private static final List<String> NAMES =
            List.of("a", "WEB", "two words", "logging", "exit", "x-1_y", "port", "description", "never-decrypt", "42");

    private final Random random;

    public RandomTrees(long seed) {
        this.random = new Random(seed);
    }

    public ConfigTree next() {
        return fill(ConfigTree.empty(), ConfigPath.root());
    }

    /** A tree that differs from another one in a few places. */
    public ConfigTree changed(ConfigTree tree) {
        ConfigTree changed = tree;
        for (Diff.Change change : Diff.between(tree, next()).changes()) {
            if (random.nextInt(8) == 0 && change instanceof Diff.LeafChanged leaf && changed.has(leaf.path())) {
                changed = changed.with(leaf.path(), leaf.leaf(), leaf.after());
            } else if (random.nextInt(8) == 0 && change instanceof Diff.Removed removed) {
                changed = changed.without(removed.path());
            } else if (random.nextInt(8) == 0
                    && change instanceof Diff.Added added
                    && changed.has(added.path().parent())) {
                changed = changed.with(added.path());
            } else if (random.nextInt(8) == 0 && change instanceof Diff.Marked marked) {
                changed = changed.marked(marked.target(), marked.inactive());
            } else if (random.nextInt(8) == 0 && change instanceof Diff.Annotated annotated) {
                changed = changed.noted(annotated.target(), annotated.after());
            }
        }
        return changed;
    }

    private ConfigTree fill(ConfigTree tree, ConfigPath path) {
        ConfigTree filled = tree;
        for (LeafNode<?> leaf : path.context().leaves()) {
            if (random.nextInt(3) > 0) {
                filled = filled.with(path, leaf, words(leaf));
                filled = remarked(filled, new Target(path, Optional.of(leaf), List.of()));
            }
        }
        for (ContextNode child : path.context().contexts()) {
            if (!child.isNamed()) {
                filled = fill(filled, path.child(child));
                filled = remarked(filled, new Target(path.child(child), Optional.empty(), List.of()));
            }
            for (int i = random.nextInt(4); child.isNamed() && i > 0; i--) {
                ConfigPath named = path.child(child, value(child.name().orElseThrow()));
                filled = fill(filled.with(named), named);
                filled = remarked(filled, new Target(named, Optional.empty(), List.of()));
            }
        }
        return filled;
    }

    /** Puts some of it out of force, and writes something about some of it. */
    private ConfigTree remarked(ConfigTree tree, Target target) {
        ConfigTree marked = tree.marked(target, random.nextInt(10) == 0);
        return random.nextInt(6) == 0 ? marked.noted(target, pick(TEXTS)) : marked;
    }

    private List<String> words(LeafNode<?> leaf) {
        if (leaf.multiple()) {
            ValueType<?> type = ((Form.Value) leaf.forms().get(0).parts().get(0)).type();
            List<String> items = new ArrayList<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                items.add(value(type));
            }
            return items.stream().distinct().toList();
        }
        Form<?> form = leaf.forms().get(random.nextInt(leaf.forms().size()));
        return form.parts().stream()
                .map(p -> p instanceof Form.Value value ? value(value.type()) : p.text())
                .toList();
    }

    private String value(ValueType<?> type) {
        List<String> words = type.words().stream().map(Choice::word).toList();
        for (int i = 0; i < 1_000; i++) {
            try {
                return type.canonical(words.isEmpty() ? guess(type.placeholder()) : pick(words));
            } catch (ValueException e) {
                // Not every guess is within the bounds of its type.
            }
        }
        throw new IllegalStateException("No guess is a " + type.help());
    }

    private String guess(String placeholder) {
        return switch (placeholder) {
            case "NAME" -> pick(NAMES);
            case "TEXT", "FILE" -> pick(TEXTS);
            case "DURATION" -> pick(List.of("0", "1s", "90s", "5m", "2h", "1d"));
            case "ADDRESS:PORT", "[ADDRESS:]PORT" -> pick(List.of("127.0.0.1:8443", "[::1]:1", "[2001:db8::7]:65535"));
            case "CIDR" -> random.nextInt(256) + "." + random.nextInt(256) + ".0.0/16";
            case "PORT[-PORT]" -> Integer.toString(1 + random.nextInt(65_535));
            case "DOMAIN" -> pick(List.of("", "*.")) + "d" + random.nextInt(1_000) + ".example";
            case "OBJECT-ID" -> "sha256:" + "%064x".formatted(random.nextInt(1_000));
            case "PASSWORD" -> "$scrypt$ln=15,r=8,p=1$" + "s".repeat(22) + "$" + "h".repeat(43);
            case "SEALED" -> "sealed:" + "A".repeat(48);
            case "HOST" -> pick(List.of("radius.example.com", "10.0.0.1", "2001:db8::1"));
            case "DN" -> pick(List.of("dc=example,dc=com", "ou=a b,dc=example"));
            case "SECRET", "ATTRIBUTE" -> pick(List.of("uid", "cn"));
            case "KEY" ->
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4mUXYvFOdEhkGWTsQVZpbjVTyqU0GFPCsVJBLIv3bX k"
                        + random.nextInt(100);
            default -> Integer.toString(random.nextInt(1 << (1 + random.nextInt(24))));
        };
    }

    private String pick(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
