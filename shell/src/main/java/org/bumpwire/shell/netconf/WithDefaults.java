package org.bumpwire.shell.netconf;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether an answer tells what holds where nothing is set (RFC 6243). */
enum WithDefaults {
    /** What somebody set, whatever the value; this is usual. */
    EXPLICIT,
    /** The defaults of all else as well. */
    REPORT_ALL;

    private static final String NAME = "with-defaults";
    static final String PARAMETER = XmlElement.key(Names.WITH_DEFAULTS, NAME);

    /** What a request asks for. */
    static Optional<WithDefaults> of(XmlElement request) throws RpcException {
        Optional<String> word = request.children().stream()
                .filter(c -> c.name().equals(NAME) && c.namespace().equals(Names.WITH_DEFAULTS))
                .map(XmlElement::word)
                .findFirst();
        if (word.isEmpty()) {
            return Optional.empty();
        }
        Optional<WithDefaults> known =
                Arrays.stream(values()).filter(w -> w.word().equals(word.get())).findFirst();
        if (known.isEmpty()) {
            List<String> words = Arrays.stream(values()).map(WithDefaults::word).toList();
            throw new RpcException(
                    RpcError.protocol(RpcError.Tag.INVALID_VALUE, "'with-defaults' must be one of %s".formatted(words))
                            .info("bad-element", NAME));
        }
        return known;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
