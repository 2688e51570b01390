package org.bumpwire.config.tree;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.schema.ActionNode;
import org.bumpwire.config.schema.ActionNode.Argument;

/**
 * In an action: the next of its keywords comes, or an argument.
 *
 * @param keywords how many keywords there were
 * @param arguments what it was told so far, by name
 * @param awaited the argument whose keyword was the last word
 */
record ActionState(
        ConfigPath path, ActionNode action, int keywords, Map<String, String> arguments, Optional<Argument> awaited)
        implements WalkState {

    static ActionState of(ConfigPath path, ActionNode action) {
        return new ActionState(path, action, 1, Map.of(), Optional.empty());
    }

    @Override
    public WalkState accept(Token token, int index) throws StatementException {
        if (inKeywords()) {
            new Keywords(List.of(keyword())).require(token, index);
            return new ActionState(path, action, keywords + 1, arguments, awaited);
        }
        Optional<Argument> value = awaited.or(this::placed);
        if (value.isPresent()) {
            return told(value.get(), FormState.canonical(value.get().type(), token, index));
        }
        List<Argument> open = open();
        if (open.isEmpty()) {
            throw new StatementException(index, "Expected nothing more, not '%s'".formatted(token.text()), List.of());
        }
        String chosen =
                new Keywords(open.stream().map(a -> a.keyword().orElseThrow()).toList()).require(token, index);
        return new ActionState(path, action, keywords, arguments, find(open, chosen));
    }

    /** The keyword that comes next, while there is one. */
    String keyword() {
        return action.words().get(keywords);
    }

    boolean inKeywords() {
        return keywords < action.words().size();
    }

    @Override
    public List<Expected> expected() {
        if (inKeywords()) {
            return List.of(Expected.Keyword.of(keyword(), action.help()));
        }
        Optional<Argument> value = awaited.or(this::placed);
        if (value.isPresent()) {
            return List.of(new Expected.Value(value.get().type(), value.get().help()));
        }
        return open().stream()
                .<Expected>map(a -> Expected.Keyword.of(a.keyword().orElseThrow(), a.help()))
                .toList();
    }

    @Override
    public boolean mayEnd() {
        return !inKeywords() && awaited.isEmpty() && missing().isEmpty();
    }

    @Override
    public Said end(int index) throws StatementException {
        if (inKeywords() || awaited.isPresent()) {
            throw WalkState.missing(index, expected());
        }
        if (!missing().isEmpty()) {
            Argument argument = missing().get(0);
            throw new StatementException(
                    index,
                    "Expected %s%s at the end"
                            .formatted(
                                    argument.keyword().map(k -> k + " ").orElse(""),
                                    argument.type().placeholder()),
                    List.of(argument.keyword().orElse(argument.type().placeholder())));
        }
        return new Told(new Statement.Action(path, action, arguments));
    }

    @Override
    public boolean claims(Token token) {
        return inKeywords() && !new Keywords(List.of(keyword())).matching(token).isEmpty();
    }

    @Override
    public boolean awaitsSecret() {
        return awaited.map(Argument::secret).orElse(false);
    }

    private ActionState told(Argument argument, String value) {
        Map<String, String> more = new LinkedHashMap<>(arguments);
        more.put(argument.name(), value);
        return new ActionState(path, action, keywords, more, Optional.empty());
    }

    private Optional<Argument> placed() {
        return action.arguments().stream()
                .filter(a -> a.keyword().isEmpty() && !arguments.containsKey(a.name()))
                .findFirst();
    }

    private List<Argument> open() {
        return action.arguments().stream()
                .filter(a -> a.keyword().isPresent() && !arguments.containsKey(a.name()))
                .toList();
    }

    private List<Argument> missing() {
        return action.arguments().stream()
                .filter(a -> a.required() && !arguments.containsKey(a.name()))
                .toList();
    }

    private static Optional<Argument> find(List<Argument> arguments, String keyword) {
        return arguments.stream()
                .filter(a -> a.keyword().equals(Optional.of(keyword)))
                .findFirst();
    }

    /** Leaves the arguments out, since they may hold a password. */
    @Override
    public String toString() {
        return "ActionState[" + action.id() + "]";
    }
}
