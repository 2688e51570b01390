package org.bumpwire.shell.netconf;

import java.util.Map;

/**
 * One message.
 *
 * @param written the attributes of its root as they were written, those that declare prefixes among the rest, by name
 */
record XmlMessage(XmlElement root, Map<String, String> written) {
    XmlMessage {
        written = Map.copyOf(written);
    }
}
