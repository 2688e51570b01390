package org.bumpwire.proxy.policy;

/** Writes configuration paths as the operator would type them. */
final class ConfigText {
    private ConfigText() {}

    static String path(String... words) {
        StringBuilder path = new StringBuilder();
        for (String word : words) {
            path.append(path.isEmpty() ? "" : " ").append(word(word));
        }
        return path.toString();
    }

    private static String word(String word) {
        boolean plain = !word.isEmpty()
                && word.chars()
                        .noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\\' || c == '|' || c == '?');
        return plain ? word : '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
