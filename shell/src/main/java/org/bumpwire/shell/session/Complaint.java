package org.bumpwire.shell.session;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.bumpwire.shell.grammar.SyntaxException;

/** What an operator reads about a line that was refused: one sentence, and a caret under the bad word. */
final class Complaint {
    private static final int SHOWN = 8;

    private Complaint() {}

    /** @param number of the line among many; 0 for one that was typed alone */
    static List<String> about(String message, int number) {
        String[] lines = message.split("\n", -1);
        List<String> complaint = new ArrayList<>();
        complaint.add((number > 0 ? "line " + number + ": " : "") + "error: " + lines[0]);
        for (int i = 1; i < lines.length; i++) {
            complaint.add("  " + lines[i]);
        }
        return complaint;
    }

    /**
     * @param line as it may be shown
     * @param typedAt the screen's column at which the line can still be seen just above, if it can
     */
    static List<String> about(SyntaxException fault, String line, int number, OptionalInt typedAt, int columns) {
        int start = Math.min(fault.start(), line.length());
        int length = Math.max(1, Math.min(fault.end(), line.length()) - start);
        String caret = "^".repeat(length) + nearest(fault.expected());
        List<String> complaint = new ArrayList<>();
        if (number == 0 && typedAt.isPresent() && typedAt.getAsInt() + line.length() < columns) {
            complaint.add(" ".repeat(typedAt.getAsInt() + start) + caret);
            complaint.addAll(about(message(fault), number));
            return complaint;
        }
        complaint.addAll(about(message(fault), number));
        complaint.add("  " + line.replace('\t', ' '));
        complaint.add("  " + " ".repeat(start) + caret);
        return complaint;
    }

    private static String message(SyntaxException fault) {
        return String.valueOf(fault.getMessage());
    }

    private static String nearest(List<String> expected) {
        return expected.isEmpty()
                ? ""
                : " "
                        + String.join(", ", expected.subList(0, Math.min(SHOWN, expected.size())))
                        + (expected.size() > SHOWN ? ", ..." : "");
    }
}
