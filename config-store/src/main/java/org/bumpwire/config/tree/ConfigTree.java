package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bumpwire.config.access.PasswordRules;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.schema.AccessContext;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.type.ValueException;

/**
 * The configuration as the operator types it: contexts, and for each of their leaves that is set its canonical words.
 *
 * <p>Immutable; a change answers a new tree that shares what is alike. A tree holds only what the schema allows, and a
 * context that is one of its kind is there exactly when something is in it or it is inactive, so that equal configurations are equal
 * trees.
 */
public final class ConfigTree {
    private static final ConfigTree EMPTY = new ConfigTree(TreeNode.EMPTY);

    private final TreeNode root;
    private final Set<Target> withheld;

    ConfigTree(TreeNode root) {
        this(root, Set.of());
    }

    private ConfigTree(TreeNode root, Set<Target> withheld) {
        this.root = root;
        this.withheld = withheld;
    }

    public static ConfigTree empty() {
        return EMPTY;
    }

    public boolean isEmpty() {
        return root.isEmpty();
    }

    /** Whether a context is there; one that is one of its kind always is. */
    public boolean has(ConfigPath path) {
        return path.isRoot() || !path.last().context().isNamed() || node(path).isPresent();
    }

    /** The names that exist in a named context inside {@code parent}, sorted. */
    public List<String> names(ConfigPath parent, ContextNode named) {
        return node(parent).map(n -> n.names(named)).orElse(List.of());
    }

    /** The contexts that are there right inside a context, in the order of display. */
    public List<ConfigPath> children(ConfigPath path) {
        return node(path).stream()
                .flatMap(n -> TreeNode.steps(path.context(), List.of(n)).stream())
                .map(path::child)
                .toList();
    }

    /** What a leaf is set to, nothing where it is not. */
    public List<String> words(ConfigPath path, LeafNode<?> leaf) {
        return node(path).map(n -> n.words(leaf)).orElse(List.of());
    }

    public boolean isSet(ConfigPath path, LeafNode<?> leaf) {
        return !words(path, leaf).isEmpty();
    }

    /** What a leaf means, its default where it is not set; nothing where there is no default either. */
    public <T> Optional<T> value(ConfigPath path, LeafNode<T> leaf) {
        List<String> set = words(path, leaf);
        try {
            return set.isEmpty() ? leaf.defaultValue() : Optional.of(leaf.read(set));
        } catch (ValueException e) {
            throw new IllegalStateException(path + " " + leaf + ": " + e.getMessage(), e);
        }
    }

    /** Makes sure that a context is there. */
    public ConfigTree with(ConfigPath path) {
        return has(path) ? this : changed(path, TreeNode.EMPTY);
    }

    /** Sets a leaf, replacing what it was; no words unset it. */
    public ConfigTree with(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        check(path, leaf, words);
        return withChecked(path, leaf, words);
    }

    /** Does what an edit says: adds to a list, replaces anything else. */
    public ConfigTree with(ConfigPath path, Statement.LeafEdit edit) {
        check(path, edit.leaf(), edit.words());
        checkPassword(path, edit);
        if (!edit.leaf().multiple()) {
            return withChecked(path, edit.leaf(), edit.words());
        }
        Set<String> items = new LinkedHashSet<>(words(path, edit.leaf()));
        items.addAll(edit.words());
        return withChecked(path, edit.leaf(), List.copyOf(items));
    }

    public ConfigTree with(Statement.Assign assign) {
        ConfigTree tree = this;
        for (Statement.LeafEdit edit : assign.edits()) {
            tree = tree.with(assign.path(), edit);
        }
        return tree;
    }

    /** Makes a context like another one of its kind. */
    public ConfigTree copied(ConfigPath from, ConfigPath to) {
        return changed(to, node(from).orElse(TreeNode.EMPTY));
    }

    /** Removes a context and all that is in it. */
    public ConfigTree without(ConfigPath path) {
        if (path.isRoot()) {
            return EMPTY;
        }
        return node(path)
                .map(gone ->
                        changed(path.parent(), node(path.parent()).orElseThrow().without(path.last())))
                .orElse(this);
    }

    public ConfigTree without(ConfigPath path, LeafNode<?> leaf) {
        return isSet(path, leaf) ? changed(path, node(path).orElseThrow().without(leaf)) : this;
    }

    /** Removes what a line points at; what is not there is passed over. */
    public ConfigTree without(Target target) {
        if (target.leaf().isEmpty()) {
            return without(target.path());
        }
        LeafNode<?> leaf = target.leaf().get();
        if (target.items().isEmpty()) {
            return without(target.path(), leaf);
        }
        List<String> left = new ArrayList<>(words(target.path(), leaf));
        return left.removeAll(new HashSet<>(target.items())) ? withChecked(target.path(), leaf, left) : this;
    }

    /** Whether all that a line points at is there. */
    public boolean has(Target target) {
        if (target.leaf().isEmpty()) {
            return target.path().isRoot() || node(target.path()).isPresent();
        }
        List<String> words = words(target.path(), target.leaf().get());
        return !words.isEmpty() && new HashSet<>(words).containsAll(target.items());
    }

    /** Whether a context itself is kept and out of force, whatever is around it. */
    public boolean isInactive(ConfigPath path) {
        return isInactive(path, TreeNode.ITSELF);
    }

    /** Whether a leaf itself is kept and out of force. */
    public boolean isInactive(ConfigPath path, LeafNode<?> leaf) {
        return isInactive(path, leaf.keyword());
    }

    /** Puts what a line points at out of force or back into it; what is not there is passed over. */
    public ConfigTree marked(Target target, boolean inactive) {
        boolean nothingToRelease = !inactive && node(target.path()).isEmpty();
        if (!canBeMarked(target) || nothingToRelease) {
            return this;
        }
        return changed(target.path(), node(target.path()).orElse(TreeNode.EMPTY).marked(target.key(), inactive));
    }

    /** What an operator wrote about what a line points at; empty where nobody did. */
    public String note(Target target) {
        return node(target.path()).map(n -> n.note(target.key())).orElse("");
    }

    /**
     * Writes something about what a line points at; what is not there is passed over.
     *
     * @param text at most {@link Annotation#MOST} characters; an empty one removes the note
     */
    public ConfigTree noted(Target target, String text) {
        boolean nothingToForget = text.isEmpty() && node(target.path()).isEmpty();
        if (!canBeMarked(target) || nothingToForget) {
            return this;
        }
        return changed(target.path(), node(target.path()).orElse(TreeNode.EMPTY).noted(target.key(), text));
    }

    /** Whether something is there to be marked or noted; a context that is one of its kind may still be filled. */
    public boolean canBeMarked(Target target) {
        return target.leaf().map(leaf -> isSet(target.path(), leaf)).orElseGet(() -> has(target.path()));
    }

    /** The contexts and leaves that are kept by a sieve and name only what is, and nothing else. */
    public ConfigTree sifted(Sieve sieve) {
        Set<Target> left = new HashSet<>();
        TreeNode sifted = root.sifted(
                ConfigPath.root(), sieve, (path, leaf) -> left.add(new Target(path, Optional.of(leaf), List.of())));
        return new ConfigTree(sifted, left);
    }

    /** Whether a leaf, or values of it, were left out by the sieve because of what they name. */
    boolean withholds(ConfigPath path, LeafNode<?> leaf) {
        return !withheld.isEmpty() && withheld.contains(new Target(path, Optional.of(leaf), List.of()));
    }

    /** Every value of every leaf, in no order. */
    public void forEachWord(Consumer<String> action) {
        root.forEachWord(action);
    }

    /** What is in force. */
    public ConfigTree active() {
        return new ConfigTree(root.active());
    }

    private boolean isInactive(ConfigPath path, String mark) {
        return node(path).map(n -> n.isInactive(mark)).orElse(false);
    }

    TreeNode node() {
        return root;
    }

    Optional<TreeNode> node(ConfigPath path) {
        TreeNode node = root;
        for (ConfigPath.Step step : path.steps()) {
            Optional<TreeNode> child = node.child(step);
            if (child.isEmpty()) {
                return child;
            }
            node = child.get();
        }
        return Optional.of(node);
    }

    private static void check(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        try {
            if (!words.isEmpty()) {
                leaf.read(words);
            }
        } catch (ValueException e) {
            throw new IllegalArgumentException(path + " " + leaf + ": " + e.getMessage(), e);
        }
    }

    /** The rules for passwords are those of this tree; a password that is a hash already was held against them before. */
    private void checkPassword(ConfigPath path, Statement.LeafEdit edit) {
        if (edit.leaf() != AccessContext.USER_PASSWORD || edit.typed().isEmpty() || Passwords.isHash(edit.typed())) {
            return;
        }
        Optional<String> refusal =
                passwordRules().refusal(path.last().name(), edit.typed().toCharArray());
        if (refusal.isPresent()) {
            throw new IllegalArgumentException(path + " " + edit.leaf() + ": " + refusal.get());
        }
    }

    /** What passwords must be like that are set in this tree. */
    public PasswordRules passwordRules() {
        ConfigPath rules = ConfigPath.root()
                .child(AccessContext.NODE)
                .child(AccessContext.LOGIN)
                .child(AccessContext.PASSWORD_RULES);
        ConfigTree active = active();
        return new PasswordRules(
                active.value(rules, AccessContext.MIN_LENGTH).orElseThrow(),
                active.value(rules, AccessContext.MIN_CLASSES).orElseThrow(),
                active.value(rules, AccessContext.REFUSE_USER_NAME).orElseThrow());
    }

    private ConfigTree withChecked(ConfigPath path, LeafNode<?> leaf, List<String> words) {
        if (words.isEmpty()) {
            return without(path, leaf);
        }
        if (leaf.multiple() && words.size() > leaf.most()) {
            throw new IllegalArgumentException("%s %s takes at most %d values".formatted(path, leaf, leaf.most()));
        }
        return changed(path, node(path).orElse(TreeNode.EMPTY).with(leaf, words));
    }

    private ConfigTree changed(ConfigPath path, TreeNode node) {
        TreeNode upper = node;
        ConfigPath at = path;
        while (!at.isRoot()) {
            ConfigPath.Step step = at.last();
            at = at.parent();
            upper = this.node(at).orElse(TreeNode.EMPTY).with(step, upper);
        }
        return new ConfigTree(upper);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfigTree tree && root.equals(tree.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    /** The statements, secrets left out. */
    @Override
    public String toString() {
        return TreePrinter.masked().text(this);
    }
}
