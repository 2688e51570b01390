package org.bumpwire.config.schema;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.type.ValueType;

/**
 * Something to do in a context that leads to values of its leaves, such as importing a certificate; the shell does it.
 *
 * @param words its keywords; the first may be that of a leaf
 * @param arguments those without a keyword first and in this order, the others in any
 */
public record ActionNode(List<String> words, String help, List<Argument> arguments) implements Node {
    public ActionNode {
        words = List.copyOf(words);
        arguments = List.copyOf(arguments);
    }

    public static ActionNode of(String words, String help, Argument... arguments) {
        return new ActionNode(List.of(words.split(" ", -1)), help, List.of(arguments));
    }

    /** Tells actions of one context apart: all the keywords, such as {@code import pem}. */
    public String id() {
        return String.join(" ", words);
    }

    @Override
    public String keyword() {
        return words.get(0);
    }

    /**
     * One value that an action is told.
     *
     * @param name the key under which a statement carries it
     * @param keyword the word before it; empty for one that is known by its place
     * @param secret whether it must not be logged
     */
    public record Argument(
            String name, Optional<String> keyword, ValueType<?> type, boolean required, boolean secret, String help) {
        public static Argument placed(String name, ValueType<?> type, String help) {
            return new Argument(name, Optional.empty(), type, true, false, help);
        }

        public static Argument required(String name, ValueType<?> type, String help) {
            return new Argument(name, Optional.of(name), type, true, false, help);
        }

        public static Argument optional(String name, ValueType<?> type, String help) {
            return new Argument(name, Optional.of(name), type, false, false, help);
        }

        public Argument keptSecret() {
            return new Argument(name, keyword, type, required, true, help);
        }
    }
}
