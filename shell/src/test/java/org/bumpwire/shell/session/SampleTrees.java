package org.bumpwire.shell.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.type.Choice;
import org.bumpwire.config.type.ValueException;
import org.bumpwire.config.type.ValueType;

/** Configurations of the whole schema, the same for the same seed; what they name need not be there. */
public final class SampleTrees {
    private static final List<String> SAMPLES = List.of(
            "two words",
            "sslinsp \"x\" \\ # |",
            "WEB",
            "segment",
            "3",
            "12",
            "7",
            "1000",
            "2048",
            "10s",
            "90s",
            "5m",
            "2h",
            "127.0.0.1:8443",
            "10.1.0.0/16",
            "443",
            "*.d.example",
            "edge",
            "radius.example.com",
            "uid",
            "sha256:" + "0a".repeat(32),
            "sealed:" + "0a".repeat(32),
            "ou=people,dc=example",
            "$scrypt$ln=15,r=8,p=1$" + "s".repeat(22) + "$" + "h".repeat(43),
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4mUXYvFOdEhkGWTsQVZpbjVTyqU0GFPCsVJBLIv3bX k");

    /** Found once a type, for a password takes a tenth of a second. */
    private static final Map<ValueType<?>, List<String>> FITTING = new ConcurrentHashMap<>();

    private SampleTrees() {}

    public static ConfigTree next(long seed) {
        return fill(new Random(seed), ConfigTree.empty(), ConfigPath.root());
    }

    private static ConfigTree fill(Random random, ConfigTree tree, ConfigPath path) {
        ConfigTree filled = tree;
        for (LeafNode<?> leaf : path.context().leaves()) {
            if (random.nextBoolean()) {
                filled = filled.with(path, leaf, words(random, leaf));
                filled = remarked(random, filled, new Target(path, Optional.of(leaf), List.of()));
            }
        }
        for (ContextNode child : path.context().contexts()) {
            ConfigPath inner = child.isNamed()
                    ? path.child(child, value(random, child.name().orElseThrow()))
                    : path.child(child);
            filled = fill(random, filled.with(inner), inner);
            filled = remarked(random, filled, new Target(inner, Optional.empty(), List.of()));
        }
        return filled;
    }

    private static ConfigTree remarked(Random random, ConfigTree tree, Target target) {
        ConfigTree marked = tree.marked(target, random.nextInt(8) == 0);
        return random.nextInt(6) == 0 ? marked.noted(target, SAMPLES.get(random.nextInt(3))) : marked;
    }

    private static List<String> words(Random random, LeafNode<?> leaf) {
        Form<?> form = leaf.forms().get(random.nextInt(leaf.forms().size()));
        List<String> words = new ArrayList<>();
        for (int i = leaf.multiple() ? random.nextInt(4) : 0; i >= 0; i--) {
            form.parts().forEach(part -> words.add(word(random, part)));
        }
        return leaf.multiple() ? words.stream().distinct().toList() : words;
    }

    private static String word(Random random, Form.Part part) {
        return part instanceof Form.Value value ? value(random, value.type()) : part.text();
    }

    /** One of the samples that the type takes, in its canonical form. */
    private static String value(Random random, ValueType<?> type) {
        List<String> fitting = FITTING.computeIfAbsent(type, SampleTrees::fitting);
        return fitting.get(random.nextInt(fitting.size()));
    }

    private static List<String> fitting(ValueType<?> type) {
        List<String> samples =
                new ArrayList<>(type.words().stream().map(Choice::word).toList());
        samples.addAll(SAMPLES);
        List<String> fitting = new ArrayList<>();
        for (String sample : samples) {
            try {
                fitting.add(type.canonical(sample));
            } catch (ValueException e) {
                // Not every sample is of every type.
            }
        }
        if (fitting.isEmpty()) {
            throw new IllegalStateException("No sample is a " + type.help());
        }
        return fitting;
    }
}
