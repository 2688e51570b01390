package org.bumpwire.proxy;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A flow that an operator asks about; it need not exist.
 *
 * @param segment name of the segment by which it would arrive
 * @param sni the host name in its ClientHello, if any
 */
public record FlowQuestion(
        String segment, InetAddress source, InetAddress destination, int destinationPort, Optional<String> sni) {}
