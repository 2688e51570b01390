package org.bumpwire.proxy.accept;

import io.netty.channel.Channel;
import java.util.Optional;

/** Takes in connections that segments accepted. */
public interface Reception {
    /**
     * Takes a connection, on its event loop and before anything was read from it.
     *
     * @return nothing when there is no room for it; it is then closed
     */
    Optional<Visitor> admit(Channel channel, String segment);
}
