package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;
import org.bumpwire.proxy.flow.Flow;
import org.bumpwire.proxy.flow.HttpFacts;
import org.bumpwire.proxy.flow.Side;

/**
 * Reads the heads of HTTP/1.1 messages as they pass and notes on the flow the first request line, its host, the first
 * final status, and how many requests there were. It vetoes nothing, and stops for good at whatever is not HTTP/1.1.
 */
final class HttpInspector implements Inspector {
    private final Flow flow;
    private final RequestReader requests = new RequestReader();
    private final StatusReader status = new StatusReader();

    HttpInspector(Flow flow) {
        this.flow = flow;
    }

    @Override
    public Verdict inspect(Side from, ByteBuf clearText) {
        boolean news = from == Side.CLIENT ? requests.read(clearText) : status.read(clearText);
        if (status.switchedProtocols()) {
            requests.stop();
        }
        if (news) {
            flow.http(new HttpFacts(
                    requests.firstRequestLine(), requests.firstHost(), status.status(), requests.count()));
        }
        return Verdict.pass();
    }
}
