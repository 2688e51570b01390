package org.bumpwire.shell.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Pattern;
import org.bumpwire.shell.grammar.SyntaxException;
import org.bumpwire.shell.grammar.Word;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.ShellSession;

/** Reads the values of arguments; a bad one is answered with a caret under it. */
final class Arguments {
    private static final Pattern LITERAL = Pattern.compile("\\d+(\\.\\d+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private Arguments() {}

    static long number(Word word, long least, long most) throws SyntaxException {
        try {
            long number = Long.parseLong(word.text());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Answered below, together with a number out of range.
        }
        throw new SyntaxException(
                "\"%s\" must be a number from %d to %d".formatted(word.text(), least, most), word, List.of());
    }

    /** A learned exclusion by its ID. */
    static DataPlane.Exclusion exclusion(ShellSession session, Word word) throws SyntaxException {
        List<DataPlane.Exclusion> all = SeenObjects.by(session).exclusions();
        return all.stream()
                .filter(one -> Long.toString(one.id()).equals(word.text()))
                .findFirst()
                .orElseThrow(() -> new SyntaxException(
                        "\"%s\" is no learned exclusion".formatted(word.text()),
                        word,
                        all.stream().map(one -> Long.toString(one.id())).toList()));
    }

    /** A literal address; names are not looked up. */
    static InetAddress address(Word word) throws SyntaxException {
        return address(word, word.text());
    }

    /** What stands before the last colon of {@code ADDRESS:PORT}, the brackets of IPv6 left out. */
    static InetAddress addressOfEndpoint(Word word) throws SyntaxException {
        String text = word.text();
        String host = text.substring(0, Math.max(0, text.lastIndexOf(':')));
        boolean brackets = host.startsWith("[") && host.endsWith("]");
        return address(word, brackets ? host.substring(1, host.length() - 1) : host);
    }

    static int portOfEndpoint(Word word) throws SyntaxException {
        String text = word.text();
        try {
            int port = Integer.parseInt(text.substring(text.lastIndexOf(':') + 1));
            if (text.indexOf(':') > 0 && port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Answered below, together with a port out of range.
        }
        throw new SyntaxException(
                "\"%s\" must be ADDRESS:PORT, such as 192.0.2.1:443 or [2001:db8::1]:443".formatted(text),
                word,
                List.of());
    }

    private static InetAddress address(Word word, String text) throws SyntaxException {
        try {
            if (LITERAL.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
        } catch (UnknownHostException e) {
            // Answered below, together with what is no literal.
        }
        throw new SyntaxException(
                "\"%s\" must be an IP address, such as 192.0.2.1 or 2001:db8::1".formatted(text), word, List.of());
    }
}
