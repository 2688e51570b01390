package org.bumpwire.shell.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * What a client says about its terminal, and what that means for what it is sent.
 *
 * <p>Programs that type for people call their terminal dumb, or an old one such as vt100, and often say that it is much
 * wider than any window. Old ones get no sequence that is no part of showing text, and dumb or very wide ones no pages,
 * so that a program reads the prompt and the answers as they are.
 *
 * @param type as in TERM, if it is the form of a type
 * @param columns 0 where it is not known
 */
record TerminalKind(String type, int columns) {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9+._-]{0,40}");
    private static final String DUMB = "dumb";
    private static final Set<String> OLD =
            Set.of(DUMB, "vt52", "vt100", "vt102", "vt220", "ansi", "network", "unknown");
    /** How the line editor turns the marks on and off. */
    private static final String PASTE_MARKS = "\033[?2004";
    /** No window is so wide; netmiko says 511. */
    private static final int NO_WINDOW = 500;

    TerminalKind {
        type = TYPE.matcher(type).matches() ? type : DUMB;
    }

    /** Whether it is sent text, and sequences only to move the cursor where someone edits within a line. */
    boolean isPlain() {
        return OLD.contains(type);
    }

    /** Whether long answers wait for a reader. */
    boolean hasPages() {
        return !type.equals(DUMB) && columns < NO_WINDOW;
    }

    Terminal over(InputStream input, OutputStream output) throws IOException {
        return isPlain()
                ? new Plain(type, input, output)
                : new ExternalTerminal("ssh", type, input, output, StandardCharsets.UTF_8);
    }

    /** Leaves the keypad as it is, and says nothing about marks around pasted text, which old terminals do not know. */
    private static final class Plain extends ExternalTerminal {
        private final PrintWriter plain;

        private Plain(String type, InputStream input, OutputStream output) throws IOException {
            super("ssh", type, input, output, StandardCharsets.UTF_8);
            plain = new PrintWriter(super.writer()) {
                @Override
                public void write(String text) {
                    if (!text.startsWith(PASTE_MARKS)) {
                        super.write(text);
                    }
                }
            };
        }

        @Override
        public PrintWriter writer() {
            return plain;
        }

        @Override
        public boolean puts(Capability capability, Object... parameters) {
            boolean keypad = capability == Capability.keypad_xmit || capability == Capability.keypad_local;
            return !keypad && super.puts(capability, parameters);
        }
    }
}
