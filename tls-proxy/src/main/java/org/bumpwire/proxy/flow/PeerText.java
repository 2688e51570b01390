package org.bumpwire.proxy.flow;

/** Makes what a peer sent fit for a record and a terminal: bounded, and without control characters. */
public final class PeerText {
    /** Longer text is cut; a host name has at most 255 characters. */
    public static final int MAX_LENGTH = 512;

    private PeerText() {}

    public static String clean(String text) {
        return clean(text, MAX_LENGTH);
    }

    public static String clean(String text, int maxLength) {
        StringBuilder cleaned = null;
        int length = Math.min(text.length(), maxLength);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (isSafe(c)) {
                continue;
            }
            if (cleaned == null) {
                cleaned = new StringBuilder(text).delete(length, text.length());
            }
            cleaned.setCharAt(i, '\uFFFD');
        }
        String kept = cleaned == null ? text.substring(0, length) : cleaned.toString();
        return length < text.length() ? kept + "…" : kept;
    }

    /** Format characters, such as those that turn the writing direction, can fake what a terminal shows. */
    private static boolean isSafe(char c) {
        if (c >= ' ' && c < 0x7F) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
