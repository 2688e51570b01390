package org.bumpwire.config.type;

import java.util.List;

/**
 * What a word may be, as far as programs can be told beforehand; reading it may find more that is wrong. Patterns are
 * regular expressions of XML Schema, which match the whole word.
 */
public sealed interface Shape {
    <R> R match(Cases<R> cases);

    /** A whole number within bounds, both included. */
    record Range(long least, long most) implements Shape {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.range(this);
        }
    }

    /** One of a few words. */
    record Words(List<Choice> words) implements Shape {
        public Words {
            words = List.copyOf(words);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.words(this);
        }
    }

    /**
     * The name of an object elsewhere.
     *
     * @param target the keywords that lead to the named context
     * @param always names that need no object
     */
    record Reference(List<String> target, List<Choice> always) implements Shape {
        public Reference {
            target = List.copyOf(target);
            always = List.copyOf(always);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.reference(this);
        }
    }

    /**
     * Text of so many characters.
     *
     * @param pattern empty where any text will do
     * @param refused words that are of the pattern and reserved
     */
    record Text(int shortest, int longest, String pattern, List<String> refused) implements Shape {
        public Text {
            refused = List.copyOf(refused);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    static Shape text(int shortest, int longest) {
        return text(shortest, longest, "");
    }

    static Shape text(int shortest, int longest, String pattern) {
        return new Text(shortest, longest, pattern, List.of());
    }

    /** One method a kind of shape. */
    interface Cases<R> {
        R range(Range shape);

        R words(Words shape);

        R reference(Reference shape);

        R text(Text shape);
    }
}
