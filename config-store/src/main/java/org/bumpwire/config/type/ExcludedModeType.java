package org.bumpwire.config.type;

import java.util.List;

/**
 * A mode of other devices that excludes TLS inspection (guide, chapters 2 and 3) and that this device does not have: it can
 * be said to be off, and whoever turns it on is told why that cannot be.
 */
public final class ExcludedModeType implements ValueType<Boolean> {
    private static final String OFF = "disable";

    private final String why;

    /** @param why a clause that says what the mode would need or do */
    public ExcludedModeType(String why) {
        this.why = why;
    }

    @Override
    public String placeholder() {
        return OFF;
    }

    @Override
    public String help() {
        return "Off, as it always is here";
    }

    @Override
    public Shape shape() {
        return new Shape.Words(words());
    }

    @Override
    public Boolean parse(String text) throws ValueException {
        if (text.equalsIgnoreCase(OFF)) {
            return false;
        }
        throw new ValueException(
                text.equalsIgnoreCase("enable")
                        ? "It excludes TLS inspection and cannot be enabled: " + why
                        : "Expected %s, not '%s'".formatted(OFF, text));
    }

    @Override
    public String print(Boolean value) {
        return OFF;
    }

    @Override
    public List<Choice> words() {
        return List.of(Choice.word(OFF, help()));
    }
}
