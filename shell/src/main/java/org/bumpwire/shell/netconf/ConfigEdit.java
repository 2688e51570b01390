package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;
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
            Optional<LeafNode<?>> leaf = path.context().leafOfElement(element.name());
            Optional<ContextNode> context = path.context().context(element.name());
            boolean isKey = element.name().equals(ConfigXml.NAME) && leaf.isEmpty() && context.isEmpty();
            if (context.isPresent()) {
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
            EditOperation operation = EditAttributes.operation(element, inherited, false);
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
            tree = EditAttributes.remark(tree, new Target(inner, Optional.empty(), List.of()), element);
        } catch (RpcException e) {
            errors.addAll(at(xpath(path) + "/" + Names.PREFIX + ":" + element.name(), e));
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
        try {
            if (leaf.multiple()) {
                values(whole, leaf, elements, inherited);
            } else if (elements.size() == 1) {
                value(whole, leaf, elements.get(0), inherited);
            } else {
                throw new RpcException(
                        RpcError.application(RpcError.Tag.BAD_ELEMENT, "'%s' takes one value".formatted(leaf))
                                .info("bad-element", path.context().elementName(leaf)));
            }
        } catch (RpcException e) {
            errors.addAll(at(xpath(whole), e));
        } catch (IllegalArgumentException e) {
            errors.add(RpcError.application(RpcError.Tag.INVALID_VALUE, String.valueOf(e.getMessage()))
                    .at(xpath(whole)));
        }
    }

    private void value(Target whole, LeafNode<?> leaf, XmlElement element, EditOperation inherited)
            throws RpcException {
        EditOperation operation = EditAttributes.operation(element, inherited, false);
        requireChange(whole.path());
        require(operation, tree.isSet(whole.path(), leaf), whole);
        if (operation.deletes()) {
            tree = tree.without(whole.path(), leaf);
        } else if (operation != EditOperation.NONE) {
            tree = tree.with(whole.path(), edit(whole.path(), leaf, element.text()));
            tree = EditAttributes.remark(tree, whole, element);
        }
    }

    private void values(Target whole, LeafNode<?> leaf, List<XmlElement> elements, EditOperation inherited)
            throws RpcException {
        ListValues values = new ListValues(tree.words(whole.path(), leaf));
        Optional<XmlElement> last = Optional.empty();
        for (XmlElement element : elements) {
            EditOperation operation = EditAttributes.operation(element, inherited, leaf.ordered());
            requireChange(whole.path());
            if (operation.deletes() && element.word().isEmpty()) {
                require(operation, !values.isEmpty(), whole);
                values.clear();
            } else if (operation != EditOperation.NONE) {
                ListValues.Canonical canonical =
                        written -> edit(whole.path(), leaf, written).words().get(0);
                String value = canonical.of(element.text());
                require(operation, values.has(value), whole);
                if (operation.deletes()) {
                    values.remove(value);
                } else {
                    values.put(value, element, canonical);
                    last = Optional.of(element);
                }
            }
        }
        tree = tree.with(whole.path(), leaf, values.values());
        if (last.isPresent()) {
            tree = EditAttributes.remark(tree, whole, last.get());
        }
    }

    /** Refuses to make what is there, and to take away what is not. */
    private static void require(EditOperation operation, boolean there, Target target) throws RpcException {
        require(there || operation != EditOperation.DELETE, RpcError.Tag.DATA_MISSING, target, "has no such value");
        require(!there || operation != EditOperation.CREATE, RpcError.Tag.DATA_EXISTS, target, "is set already");
    }

    /** What a value as it was written makes of a leaf. */
    private static Statement.LeafEdit edit(ConfigPath path, LeafNode<?> leaf, String written) throws RpcException {
        try {
            List<Token> words = new ArrayList<>(List.of(Token.of(leaf.keyword())));
            if (leaf.oneWord()) {
                words.add(new Token(isText(leaf) ? written : written.strip(), leaf.multiple()));
            } else {
                words.addAll(Words.split(written.strip()));
            }
            if (StatementParser.parse(path, words) instanceof Statement.Assign assign
                    && assign.path().equals(path)
                    && assign.edits().size() == 1) {
                return assign.edits().get(0);
            }
            throw new RpcException(
                    RpcError.application(RpcError.Tag.INVALID_VALUE, "'%s' takes one value".formatted(leaf)));
        } catch (StatementException e) {
            // What is wrong with a secret may tell of it.
            String why = leaf.secret() ? "Expected " + leaf.forms().get(0) : String.valueOf(e.getMessage());
            throw new RpcException(RpcError.application(RpcError.Tag.INVALID_VALUE, leaf + ": " + why));
        }
    }

    /** Whether space around a value is a part of it. */
    private static boolean isText(LeafNode<?> leaf) {
        return leaf.forms().get(0).parts().get(0) instanceof Form.Value value && value.type() instanceof TextType;
    }

    /** Errors that do not say where, with the place at which they came up. */
    private static List<RpcError> at(String where, RpcException faults) {
        return faults.errors().stream()
                .map(error -> error.path().isEmpty() ? error.at(where) : error)
                .toList();
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
                        .map(leaf -> "/" + Names.PREFIX + ":"
                                + target.path().context().elementName(leaf))
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
