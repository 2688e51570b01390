package org.bumpwire.shell.session;

import java.util.List;
import org.bumpwire.shell.grammar.Choice;
import org.bumpwire.shell.grammar.Word;

/** Choices as {@code ?} shows them. */
final class HelpText {
    private static final int WIDEST = 28;

    private HelpText() {}

    static List<String> of(List<Choice> choices) {
        if (choices.isEmpty()) {
            return List.of("  Nothing may stand here");
        }
        int width = choices.stream()
                .mapToInt(c -> shown(c).length())
                .filter(l -> l <= WIDEST)
                .max()
                .orElse(WIDEST);
        return choices.stream().map(c -> line(c, width)).toList();
    }

    private static String line(Choice choice, int width) {
        String word = shown(choice);
        return ("  " + word + " ".repeat(Math.max(0, width - word.length()) + 2) + choice.help()).stripTrailing();
    }

    private static String shown(Choice choice) {
        return choice.placeholder() ? choice.word() : Word.quoted(choice.word());
    }
}
