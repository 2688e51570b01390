package org.bumpwire.config.type;

import java.util.List;

/**
 * What a word may be, as far as programs can be told beforehand; reading it may find more that is wrong. Patterns are
 * regular expressions of XML Schema, which match the whole word.
 */
public sealed interface Shape {
    /** A whole number within bounds, both included. */
    record Range(long least, long most) implements Shape {}

    /** One of a few words. */
    record Words(List<Choice> words) implements Shape {
        public Words {
            words = List.copyOf(words);
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
    }

    static Shape text(int shortest, int longest) {
        return text(shortest, longest, "");
    }

    static Shape text(int shortest, int longest, String pattern) {
        return new Text(shortest, longest, pattern, List.of());
    }
}
