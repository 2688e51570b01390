package org.bumpwire.config.license;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a licence gives, one by one (guide, chapters 3 to 5). */
public enum Feature {
    CLIENT_INSPECTION("client inspection"),
    SERVER_INSPECTION("server inspection");

    private final String title;

    Feature(String title) {
        this.title = title;
    }

    /** As sentences name it. */
    public String title() {
        return title;
    }

    /** As a licence file names it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Feature> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
    }
}
