package org.bumpwire.config.model;

/**
 * A pattern to look for in clear text.
 *
 * @param regularExpression whether {@code pattern} is a regular expression of RE2's syntax, else literal text
 * @param severity one of critical, major, minor, low
 */
public record IpsFilter(
        String name,
        String description,
        boolean enabled,
        Direction direction,
        String pattern,
        boolean regularExpression,
        boolean ignoreCase,
        String severity,
        Action action,
        boolean tcpReset) {

    /** Whose bytes are looked at. */
    public enum Direction {
        CLIENT_TO_SERVER,
        SERVER_TO_CLIENT,
        BOTH
    }

    /** What a match does. */
    public enum Action {
        /** The bytes are not forwarded and the session ends. */
        BLOCK,
        /** The bytes pass and an alert is recorded. */
        PERMIT
    }
}
