package org.bumpwire.proxy.accept;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/** One of the ways in which clients ask an explicit proxy; an instance serves one connection. */
interface RequestProtocol {
    /**
     * Reads as much of the request as is there and consumes it.
     *
     * @param reply takes what must be sent before the client goes on
     */
    Optional<ProxyRequest> read(ByteBuf in, StringBuilder reply) throws RequestException;

    /** What the client is told about its request, in the protocol's own bytes as ISO 8859-1. */
    String answer(RequestAnswer.Result result);

    /** What a client is told that took too long. */
    String tooLate();
}
