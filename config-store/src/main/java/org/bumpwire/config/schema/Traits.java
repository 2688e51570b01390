package org.bumpwire.config.schema;

import java.util.List;
import org.bumpwire.config.access.Capability;

/** What a leaf is like, apart from its values. */
record Traits(
        boolean multiple,
        boolean ordered,
        boolean required,
        boolean secret,
        List<String> defaultWords,
        String defaultText,
        String howToSet,
        int most,
        List<Capability> locks) {
    static final Traits SINGLE = new Traits(false, false, false, false, List.of(), "", "", 1, List.of());
    static final Traits LIST = new Traits(true, false, false, false, List.of(), "", "", 1_000, List.of());

    Traits defaultsTo(List<String> words, String text) {
        return new Traits(multiple, ordered, required, secret, words, text, howToSet, most, locks);
    }

    Traits inOrder() {
        return new Traits(multiple, true, required, secret, defaultWords, defaultText, howToSet, most, locks);
    }

    Traits mandatory(String how) {
        return new Traits(multiple, ordered, true, secret, defaultWords, defaultText, how, most, locks);
    }

    Traits keptSecret() {
        return new Traits(multiple, ordered, required, true, defaultWords, defaultText, howToSet, most, locks);
    }

    Traits atMost(int items) {
        return new Traits(multiple, ordered, required, secret, defaultWords, defaultText, howToSet, items, locks);
    }

    Traits locking(Capability key) {
        return new Traits(multiple, ordered, required, secret, defaultWords, defaultText, howToSet, most, List.of(key));
    }
}
