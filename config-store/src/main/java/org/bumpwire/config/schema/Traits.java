package org.bumpwire.config.schema;

import java.util.List;

/** What a leaf is like, apart from its values. */
record Traits(
        boolean multiple,
        boolean ordered,
        boolean required,
        boolean secret,
        List<String> defaultWords,
        String defaultText,
        String howToSet,
        int most) {
    static final Traits SINGLE = new Traits(false, false, false, false, List.of(), "", "", 1);
    static final Traits LIST = new Traits(true, false, false, false, List.of(), "", "", 1_000);

    Traits defaultsTo(List<String> words, String text) {
        return new Traits(multiple, ordered, required, secret, words, text, howToSet, most);
    }

    Traits inOrder() {
        return new Traits(multiple, true, required, secret, defaultWords, defaultText, howToSet, most);
    }

    Traits mandatory(String how) {
        return new Traits(multiple, ordered, true, secret, defaultWords, defaultText, how, most);
    }

    Traits keptSecret() {
        return new Traits(multiple, ordered, required, true, defaultWords, defaultText, howToSet, most);
    }

    Traits atMost(int items) {
        return new Traits(multiple, ordered, required, secret, defaultWords, defaultText, howToSet, items);
    }
}
