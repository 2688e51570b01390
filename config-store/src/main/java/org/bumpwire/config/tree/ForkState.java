package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * After a keyword that several nodes share, such as {@code sslinsp server}: the next word tells which one is meant. Names
 * are taken last, since they can be almost anything.
 */
record ForkState(List<WalkState> states) implements WalkState {
    ForkState {
        states = List.copyOf(states);
    }

    @Override
    public WalkState accept(Token token, int index) throws StatementException {
        List<WalkState> claiming = states.stream().filter(s -> s.claims(token)).toList();
        if (claiming.size() == 1) {
            return claiming.get(0).accept(token, index);
        }
        Keywords next = new Keywords(states.stream()
                .filter(ActionState.class::isInstance)
                .map(s -> ((ActionState) s).keyword())
                .distinct()
                .toList());
        Optional<String> keyword = next.match(token, index);
        if (keyword.isPresent()) {
            return forkOn(keyword.get(), token, index);
        }
        Optional<WalkState> rest = states.stream()
                .filter(s -> !(s instanceof ActionState))
                .reduce((one, other) -> other instanceof NameState ? other : one);
        if (rest.isEmpty()) {
            throw next.unknown(token, index);
        }
        return rest.get().accept(token, index);
    }

    @Override
    public List<Expected> expected() {
        return states.stream().flatMap(s -> s.expected().stream()).toList();
    }

    @Override
    public boolean mayEnd() {
        return states.stream().anyMatch(WalkState::mayEnd);
    }

    @Override
    public Said end(int index) throws StatementException {
        for (WalkState state : states) {
            if (state.mayEnd()) {
                return state.end(index);
            }
        }
        throw WalkState.missing(index, expected());
    }

    @Override
    public boolean claims(Token token) {
        return states.stream().anyMatch(s -> s.claims(token));
    }

    @Override
    public boolean awaitsSecret() {
        return states.stream().anyMatch(WalkState::awaitsSecret);
    }

    private WalkState forkOn(String keyword, Token token, int index) throws StatementException {
        List<WalkState> chosen = new ArrayList<>();
        for (WalkState state : states) {
            if (state instanceof ActionState action && action.keyword().equals(keyword)) {
                chosen.add(action.accept(token, index));
            }
        }
        return chosen.size() == 1 ? chosen.get(0) : new ForkState(chosen);
    }
}
