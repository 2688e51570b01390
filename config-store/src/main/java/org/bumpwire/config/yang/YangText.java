package org.bumpwire.config.yang;

/** Writes YANG statements, each on a line of its own and those inside others indented. */
final class YangText {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** A statement with a keyword or number as its argument. */
    YangText plain(String keyword, Object argument) {
        return line(keyword + " " + argument + ";");
    }

    /** A statement with any text as its argument. */
    YangText quoted(String keyword, String argument) {
        return line(keyword + " " + quote(argument) + ";");
    }

    /** Begins a statement with others inside. */
    YangText open(String statement) {
        line(statement + " {");
        depth++;
        return this;
    }

    YangText close() {
        depth--;
        return line("}");
    }

    /** As an argument has to be written to be read back the same (RFC 7950, section 6.1.3). */
    static String quote(String argument) {
        return '"'
                + argument.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }

    private YangText line(String line) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
