package org.bumpwire.config.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.schema.Form;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.tree.Statement.LeafEdit;
import org.bumpwire.config.type.Choice;
import org.bumpwire.config.type.ValueException;
import org.bumpwire.config.type.ValueType;

/**
 * In a leaf with one value: the next word of one of its forms comes.
 *
 * @param forms those that the words so far leave open
 * @param words the words so far, canonical
 */
record FormState(ContextState context, LeafNode<?> leaf, List<Form<?>> forms, List<String> words) implements WalkState {

    static FormState of(ContextState context, LeafNode<?> leaf) {
        return new FormState(context, leaf, List.copyOf(leaf.forms()), List.of());
    }

    @Override
    public WalkState accept(Token token, int index) throws StatementException {
        Optional<String> keyword = keywords().match(token, index);
        if (keyword.isPresent()) {
            return and(keyword.get(), "");
        }
        Optional<ValueType<?>> type = type();
        if (type.isEmpty()) {
            throw keywords().unknown(token, index);
        }
        return and(canonical(type.get(), token, index), leaf.secret() ? token.text() : "");
    }

    static String canonical(ValueType<?> type, Token token, int index) throws StatementException {
        try {
            return type.canonical(token.text());
        } catch (ValueException e) {
            List<String> words = type.words().stream().map(Choice::word).toList();
            throw new StatementException(index, e.getMessage(), NearestWords.to(token.text(), words));
        }
    }

    @Override
    public List<Expected> expected() {
        List<Expected> expected = new ArrayList<>();
        for (Form<?> form : forms) {
            if (form.parts().get(words.size()) instanceof Form.Keyword keyword) {
                expected.add(Expected.Keyword.of(keyword.word(), keyword.help()));
            }
        }
        type().ifPresent(t -> expected.add(new Expected.Value(t, leaf.help())));
        return expected;
    }

    @Override
    public boolean mayEnd() {
        return false;
    }

    @Override
    public Said end(int index) throws StatementException {
        throw WalkState.missing(index, expected());
    }

    @Override
    public boolean claims(Token token) {
        return new Keywords(expected().stream()
                        .flatMap(e -> e.choices(SeenTree.EMPTY).stream())
                        .filter(Choice::typed)
                        .map(Choice::word)
                        .toList())
                .contains(token);
    }

    @Override
    public boolean awaitsSecret() {
        return leaf.secret();
    }

    private WalkState and(String word, String typed) {
        List<String> longer = new ArrayList<>(words);
        longer.add(word);
        List<Form<?>> open = forms.stream()
                .filter(f -> !(f.parts().get(words.size()) instanceof Form.Keyword keyword)
                        || keyword.word().equals(word))
                .toList();
        return open.get(0).parts().size() == longer.size()
                ? context.and(new LeafEdit(leaf, longer, typed))
                : new FormState(context, leaf, open, longer);
    }

    private Keywords keywords() {
        return new Keywords(forms.stream()
                .map(f -> f.parts().get(words.size()))
                .filter(Form.Keyword.class::isInstance)
                .map(Form.Part::text)
                .distinct()
                .toList());
    }

    private Optional<ValueType<?>> type() {
        for (Form<?> form : forms) {
            if (form.parts().get(words.size()) instanceof Form.Value value) {
                return Optional.of(value.type());
            }
        }
        return Optional.empty();
    }
}
