package org.bumpwire.shell.netconf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML of one message. Document types and entities besides the five of XML itself are refused, and depth and the
 * number of elements are bounded.
 */
final class XmlReader {
    static final int DEEPEST = 64;
    static final int MOST_ELEMENTS = 500_000;

    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader reader;
    private int elements;

    private XmlReader(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** @throws RpcException with the tag malformed-message or too-big, and one sentence that says what is wrong where */
    static XmlMessage read(byte[] message) throws RpcException {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
            XMLStreamReader reader;
            synchronized (FACTORY) {
                reader = FACTORY.createXMLStreamReader(new StringReader(text.stripLeading()));
            }
            try {
                return new XmlReader(reader).document();
            } finally {
                reader.close();
            }
        } catch (CharacterCodingException e) {
            throw malformed("The message is no UTF-8 text");
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            throw malformed("The message is no well-formed XML, at line %d column %d"
                    .formatted(at == null ? 0 : at.getLineNumber(), at == null ? 0 : at.getColumnNumber()));
        }
    }

    private XmlMessage document() throws XMLStreamException, RpcException {
        int event = reader.next();
        while (event != XMLStreamConstants.START_ELEMENT) {
            refuseMarkup(event);
            event = reader.next();
        }
        Map<String, String> written = written();
        XmlElement root = element(1);
        while (reader.hasNext()) {
            refuseMarkup(reader.next());
        }
        return new XmlMessage(root, written);
    }

    private XmlElement element(int depth) throws XMLStreamException, RpcException {
        if (depth > DEEPEST || ++elements > MOST_ELEMENTS) {
            throw new RpcException(RpcError.of(
                    RpcError.Type.RPC,
                    RpcError.Tag.TOO_BIG,
                    "A message may have %d elements, nested %d deep".formatted(MOST_ELEMENTS, DEEPEST)));
        }
        String namespace = orEmpty(reader.getNamespaceURI());
        String name = reader.getLocalName();
        Map<String, String> attributes = attributes();
        List<XmlElement> children = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int event = reader.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(element(depth + 1));
            } else if (reader.hasText() && event != XMLStreamConstants.COMMENT) {
                refuseMarkup(event);
                text.append(reader.getText());
            } else {
                refuseMarkup(event);
            }
            event = reader.next();
        }
        if (!children.isEmpty() && !text.toString().isBlank()) {
            throw malformed("Element '%s' has both text and elements".formatted(name));
        }
        return new XmlElement(namespace, name, attributes, children, children.isEmpty() ? text.toString() : "");
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String namespace = orEmpty(reader.getAttributeNamespace(i));
            String name = reader.getAttributeLocalName(i);
            attributes.put(namespace.isEmpty() ? name : XmlElement.key(namespace, name), reader.getAttributeValue(i));
        }
        return attributes;
    }

    private Map<String, String> written() {
        Map<String, String> written = new LinkedHashMap<>();
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            if (reader.getNamespacePrefix(i) != null) {
                written.put("xmlns:" + reader.getNamespacePrefix(i), orEmpty(reader.getNamespaceURI(i)));
            }
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = orEmpty(reader.getAttributePrefix(i));
            String name = reader.getAttributeLocalName(i);
            written.put(prefix.isEmpty() ? name : prefix + ":" + name, reader.getAttributeValue(i));
        }
        return written;
    }

    private static void refuseMarkup(int event) throws RpcException {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw malformed("A message must not have document types or entities");
        }
    }

    private static RpcException malformed(String why) {
        return new RpcException(RpcError.of(RpcError.Type.RPC, RpcError.Tag.MALFORMED_MESSAGE, why));
    }

    @SuppressWarnings("NullAway") // The reader's way to say that there is none.
    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
