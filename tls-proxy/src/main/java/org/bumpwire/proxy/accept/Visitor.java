package org.bumpwire.proxy.accept;

import java.net.InetSocketAddress;
import org.bumpwire.proxy.policy.Reason;

/** An accepted connection that finds out where it goes; exactly one method is called, once. */
public interface Visitor {
    /** It was going to an address. */
    void bound(InetSocketAddress destination);

    /**
     * It asked for a destination in words.
     *
     * @param host a host name or a literal IP address
     */
    void asked(String host, int port, RequestAnswer answer);

    /** It did not say, properly or in time, where it goes, or nobody knows; the peer has been answered. */
    void lost(Reason reason, String details);
}
