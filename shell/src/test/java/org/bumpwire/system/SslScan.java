package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What sslscan found at a port.
 *
 * @param versions such as "tls 1.2"
 * @param suites by IANA's values
 * @param preferred the suite that the server chooses in each version, by its name
 */
record SslScan(Set<String> versions, Set<Integer> suites, List<String> preferred, Document document) {
    static SslScan of(String site, int port) {
        Ran ran = Ran.of(
                        List.of(
                                Peer.SSLSCAN.program(),
                                "--xml=-",
                                "--no-check-certificate",
                                "--sni-name=" + site,
                                "127.0.0.1:" + port),
                        "",
                        Map.of())
                .succeeded();
        Document document = parsed(ran.out().substring(ran.out().indexOf("<?xml")));
        Set<String> versions = new LinkedHashSet<>();
        for (Element protocol : elements(document, "protocol")) {
            if (protocol.getAttribute("enabled").equals("1")) {
                versions.add(protocol.getAttribute("type") + " " + protocol.getAttribute("version"));
            }
        }
        Set<Integer> suites = new LinkedHashSet<>();
        elements(document, "cipher").forEach(cipher -> suites.add(Integer.decode(cipher.getAttribute("id"))));
        List<String> preferred = elements(document, "cipher").stream()
                .filter(cipher -> cipher.getAttribute("status").equals("preferred"))
                .map(cipher -> cipher.getAttribute("cipher"))
                .toList();
        return new SslScan(versions, suites, preferred, document);
    }

    /** The attributes of the only element of a name, or of every one of them. */
    void says(String element, String attribute, String value) {
        assertThat(elements(document, element))
                .isNotEmpty()
                .allSatisfy(found -> assertThat(found.getAttribute(attribute))
                        .as("%s %s", element, attribute)
                        .isEqualTo(value));
    }

    private static List<Element> elements(Document document, String name) {
        var found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static Document parsed(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("sslscan wrote no XML but:\n" + xml, e);
        }
    }
}
