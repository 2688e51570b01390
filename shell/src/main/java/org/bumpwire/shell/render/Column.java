package org.bumpwire.shell.render;

/**
 * One column of a table.
 *
 * @param title for people
 * @param key for programs
 * @param right whether its values stand at the right, as numbers do
 */
public record Column(String title, String key, boolean right) {
    public static Column text(String title, String key) {
        return new Column(title, key, false);
    }

    public static Column number(String title, String key) {
        return new Column(title, key, true);
    }
}
