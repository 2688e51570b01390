package org.bumpwire.shell.line;

import java.util.Map;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;

/** The keys of a terminal that is not told how to send them, and whose pasted text has no marks around it. */
final class PlainKeys {
    private static final Map<Character, String> ARROWS = Map.of(
            'A', LineReader.UP_LINE_OR_HISTORY,
            'B', LineReader.DOWN_LINE_OR_HISTORY,
            'C', LineReader.FORWARD_CHAR,
            'D', LineReader.BACKWARD_CHAR);

    private PlainKeys() {}

    static void in(LineReader reader) {
        reader.unsetOpt(LineReader.Option.BRACKETED_PASTE);
        reader.getKeyMaps().values().forEach(PlainKeys::bind);
    }

    private static void bind(KeyMap<Binding> keys) {
        ARROWS.forEach((last, widget) -> keys.bind(new Reference(widget), "\033[" + last));
    }
}
