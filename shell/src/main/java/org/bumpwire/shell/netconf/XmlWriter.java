package org.bumpwire.shell.netconf;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes elements as XML. Whatever a value holds, it is read back the same, or with the replacement character for what
 * XML 1.0 cannot hold; the end-of-message mark of RFC 6242 cannot come about, since each {@code >} is escaped.
 */
final class XmlWriter {
    private final Appendable output;

    XmlWriter(Appendable output) {
        this.output = output;
    }

    /**
     * Writes a message.
     *
     * @param written attributes of its root as they shall stand, besides its own
     */
    void message(XmlElement root, Map<String, String> written) throws IOException {
        output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        element(root, "", written);
    }

    private void element(XmlElement element, String around, Map<String, String> written) throws IOException {
        output.append('<').append(element.name());
        if (!element.namespace().equals(around)) {
            attribute("xmlns", element.namespace());
        }
        for (Map.Entry<String, String> one : new TreeMap<>(written).entrySet()) {
            attribute(one.getKey(), one.getValue());
        }
        attributes(element);
        if (element.children().isEmpty() && element.text().isEmpty()) {
            output.append("/>");
            return;
        }
        output.append('>');
        escape(element.text(), false);
        for (XmlElement child : element.children()) {
            element(child, element.namespace(), Map.of());
        }
        output.append("</").append(element.name()).append('>');
    }

    /** Prefixes are declared where they are used. */
    private void attributes(XmlElement element) throws IOException {
        Map<String, String> prefixes = new HashMap<>();
        for (Map.Entry<String, String> one : new TreeMap<>(element.attributes()).entrySet()) {
            String name = one.getKey();
            if (name.startsWith("{")) {
                String namespace = name.substring(1, name.indexOf('}'));
                String known = prefixes.get(namespace);
                String prefix = known == null ? prefix(namespace, prefixes.size()) : known;
                if (known == null) {
                    attribute("xmlns:" + prefix, namespace);
                    prefixes.put(namespace, prefix);
                }
                name = prefix + name.substring(name.indexOf('}')).replace('}', ':');
            }
            attribute(name, one.getValue());
        }
    }

    private static String prefix(String namespace, int before) {
        return namespace.equals(Names.CONFIGURATION) ? Names.PREFIX : "p" + before;
    }

    private void attribute(String name, String value) throws IOException {
        output.append(' ').append(name).append("=\"");
        escape(value, true);
        output.append('"');
    }

    private void escape(String text, boolean attribute) throws IOException {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '<' -> output.append("&lt;");
                case '>' -> output.append("&gt;");
                case '&' -> output.append("&amp;");
                case '"' -> output.append("&quot;");
                case '\r' -> output.append("&#13;");
                case '\n' -> output.append(attribute ? "&#10;" : "\n");
                case '\t' -> output.append(attribute ? "&#9;" : "\t");
                default -> output.append(isXml(c) ? Character.toString(c) : "\uFFFD");
            }
        }
    }

    /** Whether XML 1.0 can hold a character (section 2.2, production Char). */
    private static boolean isXml(int c) {
        return (c >= 0x20 && c < 0xD800) || (c > 0xDFFF && c < 0xFFFE) || c >= 0x10000;
    }
}
