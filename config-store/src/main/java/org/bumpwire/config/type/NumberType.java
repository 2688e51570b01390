package org.bumpwire.config.type;

/** A whole number within bounds. */
public record NumberType(String placeholder, String what, int least, int most) implements ValueType<Integer> {
    @Override
    public String help() {
        return "%s, %d to %d".formatted(what, least, most);
    }

    @Override
    public Shape shape() {
        return new Shape.Range(least, most);
    }

    @Override
    public Integer parse(String text) throws ValueException {
        if (text.matches("[0-9]{1,10}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        throw new ValueException("Expected a number of %d to %d, not '%s'".formatted(least, most, text));
    }

    @Override
    public String print(Integer value) {
        return value.toString();
    }
}
