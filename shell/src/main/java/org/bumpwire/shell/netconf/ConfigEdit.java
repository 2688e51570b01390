package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.Annotation;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Statement;
import org.bumpwire.config.tree.StatementException;
import org.bumpwire.config.tree.StatementParser;
import org.bumpwire.config.tree.Target;
import org.bumpwire.config.tree.Token;
import org.bumpwire.config.tree.Words;
import org.bumpwire.config.type.TextType;
import org.bumpwire.config.type.ValueException;

/** Changes a configuration as an element {@code config} says; every fault is found, and named by its path. */
final class ConfigEdit {
    private static final String OPERATION = "operation";

    private final List<RpcError> errors = new ArrayList<>();
    private final Function<ConfigPath, Optional<String>> refusal;
    private ConfigTree tree;

    private ConfigEdit(ConfigTree onto, Function<ConfigPath, Optional<String>> refusal) {
        this.tree = onto;
        this.refusal = refusal;
    }

    /** A tree with all done that could be, and an error for each fault. */
    record Edited(ConfigTree tree, List<RpcError> errors) {
        Edited {
            errors = List.copyOf(errors);
        }
    }

    /**
     * Edits a tree.
     *
     * @param usual what is to be done with elements that do not say: merge, replace or none
     * @param refusal why a context may not be changed, so that an answer does not tell what is in it
     */
    static Edited apply(
            ConfigTree onto, XmlElement config, EditOperation usual, Function<ConfigPath, Optional<String>> refusal) {
        ConfigEdit edit = new ConfigEdit(usual == EditOperation.REPLACE ? ConfigTree.empty() : onto, refusal);
        edit.members(ConfigPath.root(), config, usual);
        return new Edited(edit.tree, edit.errors);
    }

    private void members(ConfigPath path, XmlElement around, EditOperation inherited) {
        Map<LeafNode<?>, List<XmlElement>> leaves = new LinkedHashMap<>();
        for (XmlElement element : around.children()) {
            if (!element.namespace().equals(Names.CONFIGURATION)) {
                errors.add(unknownNamespace(path, element));
                continue;
            }
            Optional<LeafNode<?>> leaf = path.context().leaf(element.name());
            Optional<ContextNode> context = path.context().context(element.name());
            boolean isKey = element.name().equals(ConfigXml.NAME) && leaf.isEmpty() && context.isEmpty();
            if (context.isPresent() && (leaf.isEmpty() || !element.children().isEmpty())) {
                context(path, context.get(), element, inherited);
            } else if (leaf.isPresent()) {
                leaves.computeIfAbsent(leaf.get(), l -> new ArrayList<>()).add(element);
            } else if (!isKey || path.isRoot() || !path.context().isNamed()) {
                errors.add(RpcError.application(
                                RpcError.Tag.UNKNOWN_ELEMENT, "'%s' is not known here".formatted(element.name()))
                        .at(xpath(path) + "/" + Names.PREFIX + ":" + element.name())
                        .info("bad-element", element.name()));
            }
        }
        leaves.forEach((leaf, elements) -> leaf(path, leaf, elements, inherited));
    }

    private void context(ConfigPath path, ContextNode context, XmlElement element, EditOperation inherited) {
        try {
            ConfigPath inner = inner(path, context, element);
            if (!element.word().isEmpty()) {
                throw new RpcException(RpcError.application(
                                RpcError.Tag.BAD_ELEMENT, "'%s' takes elements and no text".formatted(element.name()))
                        .at(xpath(inner))
                        .info("bad-element", element.name()));
            }
            EditOperation operation = operation(inner, element, inherited);
            boolean there = tree.has(new Target(inner, Optional.empty(), List.of()));
            boolean leads = !context.isNamed() && (operation == EditOperation.MERGE || operation == EditOperation.NONE);
            if (!leads) {
                requireChange(inner);
            }
            if (operation.deletes()) {
                require(there || operation == EditOperation.REMOVE, RpcError.Tag.DATA_MISSING, inner, "is not there");
                tree = tree.without(inner);
                return;
            }
            require(!there || operation != EditOperation.CREATE, RpcError.Tag.DATA_EXISTS, inner, "is there already");
            if (operation == EditOperation.NONE) {
                require(there || !context.isNamed(), RpcError.Tag.DATA_MISSING, inner, "is not there");
            } else {
                tree = (operation == EditOperation.REPLACE ? tree.without(inner) : tree).with(inner);
            }
            boolean fresh = operation == EditOperation.REPLACE || operation == EditOperation.CREATE;
            members(inner, element, fresh ? EditOperation.MERGE : operation);
            remark(new Target(inner, Optional.empty(), List.of()), element);
        } catch (RpcException e) {
            errors.addAll(e.errors());
        }
    }

    private static ConfigPath inner(ConfigPath path, ContextNode context, XmlElement element) throws RpcException {
        if (!context.isNamed()) {
            return path.child(context);
        }
        String where = xpath(path) + "/" + Names.PREFIX + ":" + context.keyword();
        XmlElement name = element.child(ConfigXml.NAME)
                .orElseThrow(() -> new RpcException(RpcError.application(
                                RpcError.Tag.MISSING_ELEMENT,
                                "Element '%s' needs a '%s'".formatted(context.keyword(), ConfigXml.NAME))
                        .at(where)
                        .info("bad-element", ConfigXml.NAME)));
        try {
            return path.child(context, context.name().orElseThrow().canonical(name.word()));
        } catch (ValueException e) {
            throw new RpcException(
                    RpcError.application(RpcError.Tag.INVALID_VALUE, context.keyword() + ": " + e.getMessage())
                            .at(where));
        }
    }

    /** All elements of one leaf in one context: a value, or values of a list. */
    private void leaf(ConfigPath path, LeafNode<?> leaf, List<XmlElement> elements, EditOperation inherited) {
        Target whole = new Target(path, Optional.of(leaf), List.of());
        Set<String> before = new HashSet<>(tree.words(path, leaf));
        List<String> set = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        Optional<XmlElement> remarks = Optional.empty();
        try {
            if (!leaf.multiple() && elements.size() > 1) {
                throw new RpcException(
                        RpcError.application(RpcError.Tag.BAD_ELEMENT, "'%s' takes one value".formatted(leaf))
                                .at(xpath(whole))
                                .info("bad-element", leaf.keyword()));
            }
            for (XmlElement element : elements) {
                EditOperation operation = operation(path, element, inherited);
                requireChange(path);
                if (operation.deletes() && (element.word().isEmpty() || !leaf.multiple())) {
                    require(
                            tree.isSet(path, leaf) || operation == EditOperation.REMOVE,
                            RpcError.Tag.DATA_MISSING,
                            whole,
                            "is not set");
                    tree = tree.without(path, leaf);
                } else if (operation != EditOperation.NONE) {
                    List<String> words = words(path, leaf, element);
                    boolean there = leaf.multiple() ? before.containsAll(words) : !before.isEmpty();
                    require(
                            there || operation != EditOperation.DELETE,
                            RpcError.Tag.DATA_MISSING,
                            whole,
                            "has no such value");
                    require(
                            !there || operation != EditOperation.CREATE,
                            RpcError.Tag.DATA_EXISTS,
                            whole,
                            "is set already");
                    (operation.deletes() ? gone : set).addAll(words);
                    remarks = operation.deletes() ? remarks : Optional.of(element);
                }
            }
            assign(path, leaf, set, gone);
            if (remarks.isPresent()) {
                remark(whole, remarks.get());
            }
        } catch (RpcException e) {
            errors.addAll(e.errors());
        } catch (IllegalArgumentException e) {
            errors.add(RpcError.application(RpcError.Tag.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .at(xpath(whole)));
        }
    }

    private void assign(ConfigPath path, LeafNode<?> leaf, List<String> set, List<String> gone) {
        if (!gone.isEmpty()) {
            tree = tree.without(new Target(path, Optional.of(leaf), gone));
        }
        if (!set.isEmpty()) {
            tree = tree.with(path, new Statement.LeafEdit(leaf, set));
        }
    }

    /** The canonical words of a value. */
    private static List<String> words(ConfigPath path, LeafNode<?> leaf, XmlElement element) throws RpcException {
        Target whole = new Target(path, Optional.of(leaf), List.of());
        try {
            List<Token> words = new ArrayList<>(List.of(Token.of(leaf.keyword())));
            if (leaf.oneWord()) {
                String text = isText(leaf) ? element.text() : element.word();
                words.add(new Token(text, leaf.multiple()));
            } else {
                words.addAll(Words.split(element.word()));
            }
            if (StatementParser.parse(path, words) instanceof Statement.Assign assign
                    && assign.path().equals(path)
                    && assign.edits().size() == 1) {
                return assign.edits().get(0).words();
            }
            throw new RpcException(
                    RpcError.application(RpcError.Tag.INVALID_VALUE, "'%s' takes one value".formatted(leaf))
                            .at(xpath(whole)));
        } catch (StatementException e) {
            // What is wrong with a secret may tell of it.
            String why = leaf.secret() ? "Expected " + leaf.forms().get(0) : String.valueOf(e.getMessage());
            throw new RpcException(RpcError.application(RpcError.Tag.INVALID_VALUE, leaf + ": " + why)
                    .at(xpath(whole)));
        }
    }

    /** Whether space around a value is a part of it. */
    private static boolean isText(LeafNode<?> leaf) {
        return leaf.forms().get(0).parts().get(0) instanceof Form.Value value && value.type() instanceof TextType;
    }

    /** Takes over the attributes that are of the configuration, where an element has them. */
    private void remark(Target target, XmlElement element) throws RpcException {
        Optional<String> inactive = element.attribute(ConfigXml.INACTIVE);
        if (inactive.isPresent()) {
            String word = inactive.get();
            if (!word.equals("true") && !word.equals("false")) {
                throw badAttribute(target.path(), element, ConfigXml.INACTIVE, "must be true or false");
            }
            tree = tree.marked(target, word.equals("true"));
        }
        Optional<String> note = element.attribute(ConfigXml.NOTE);
        if (note.isPresent()) {
            try {
                tree = tree.noted(target, Annotation.checked(note.get()));
            } catch (ValueException e) {
                throw badAttribute(target.path(), element, ConfigXml.NOTE, String.valueOf(e.getMessage()));
            }
        }
    }

    private static EditOperation operation(ConfigPath path, XmlElement element, EditOperation inherited)
            throws RpcException {
        Optional<String> word = element.attribute(Names.BASE, OPERATION);
        if (word.isEmpty()) {
            return inherited;
        }
        return EditOperation.of(word.get())
                .filter(o -> o != EditOperation.NONE)
                .orElseThrow(() ->
                        badAttribute(path, element, OPERATION, "must be merge, replace, create, delete or remove"));
    }

    private static RpcException badAttribute(ConfigPath path, XmlElement element, String attribute, String why) {
        return new RpcException(
                RpcError.application(RpcError.Tag.BAD_ATTRIBUTE, "Attribute '%s' %s".formatted(attribute, why))
                        .at(xpath(path))
                        .info("bad-attribute", attribute)
                        .info("bad-element", element.name()));
    }

    private static RpcError unknownNamespace(ConfigPath path, XmlElement element) {
        return RpcError.application(
                        RpcError.Tag.UNKNOWN_NAMESPACE,
                        "Element '%s' must be in the namespace %s".formatted(element.name(), Names.CONFIGURATION))
                .at(xpath(path))
                .info("bad-element", element.name())
                .info("bad-namespace", element.namespace());
    }

    private void requireChange(ConfigPath path) throws RpcException {
        Optional<String> why = refusal.apply(path);
        if (why.isPresent()) {
            throw new RpcException(
                    RpcError.application(RpcError.Tag.ACCESS_DENIED, why.get()).at(xpath(path)));
        }
    }

    private static void require(boolean holds, RpcError.Tag tag, ConfigPath path, String otherwise)
            throws RpcException {
        require(holds, tag, new Target(path, Optional.empty(), List.of()), otherwise);
    }

    private static void require(boolean holds, RpcError.Tag tag, Target target, String otherwise) throws RpcException {
        if (!holds) {
            throw new RpcException(
                    RpcError.application(tag, target + " " + otherwise).at(xpath(target)));
        }
    }

    private static String xpath(Target target) {
        return xpath(target.path())
                + target.leaf()
                        .map(leaf -> "/" + Names.PREFIX + ":" + leaf.keyword())
                        .orElse("");
    }

    /** The way to a context; names have no quotes, so they need no escapes. */
    static String xpath(ConfigPath path) {
        StringBuilder xpath = new StringBuilder();
        for (ConfigPath.Step step : path.steps()) {
            xpath.append('/')
                    .append(Names.PREFIX)
                    .append(':')
                    .append(step.context().keyword());
            if (!step.name().isEmpty()) {
                xpath.append("[%s:%s='%s']".formatted(Names.PREFIX, ConfigXml.NAME, step.name()));
            }
        }
        return xpath.toString();
    }
}
