package org.bumpwire.shell.netconf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element with its content; what has children has no text of its own.
 *
 * @param namespace empty for none
 * @param attributes by their names, those in a namespace with it in braces before; xmlns attributes are none of them
 */
record XmlElement(
        String namespace, String name, Map<String, String> attributes, List<XmlElement> children, String text) {
    XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    static XmlElement of(String namespace, String name, List<XmlElement> children) {
        return new XmlElement(namespace, name, Map.of(), children, "");
    }

    static XmlElement of(String namespace, String name, XmlElement... children) {
        return of(namespace, name, List.of(children));
    }

    static XmlElement text(String namespace, String name, String text) {
        return new XmlElement(namespace, name, Map.of(), List.of(), text);
    }

    XmlElement with(Map<String, String> others) {
        return new XmlElement(namespace, name, others, children, text);
    }

    XmlElement with(List<XmlElement> others) {
        return new XmlElement(namespace, name, attributes, others, "");
    }

    /** The name under which an attribute with a namespace is kept. */
    static String key(String attributeNamespace, String attribute) {
        return "{" + attributeNamespace + "}" + attribute;
    }

    /** An attribute of no namespace. */
    Optional<String> attribute(String attribute) {
        return Optional.ofNullable(attributes.get(attribute));
    }

    Optional<String> attribute(String attributeNamespace, String attribute) {
        return Optional.ofNullable(attributes.get(key(attributeNamespace, attribute)));
    }

    /** The first child of a name in the element's own namespace. */
    Optional<XmlElement> child(String childName) {
        return children.stream()
                .filter(c -> c.name.equals(childName) && c.namespace.equals(namespace))
                .findFirst();
    }

    /** The text without the space around it. */
    String word() {
        return text.strip();
    }
}
