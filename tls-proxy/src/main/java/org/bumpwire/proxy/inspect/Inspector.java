package org.bumpwire.proxy.inspect;

import io.netty.buffer.ByteBuf;
import org.bumpwire.proxy.flow.Side;

/** Sees the clear text of one flow, in order and before it is forwarded; called on the flow's event loop. */
public interface Inspector {
    /**
     * Judges the next bytes.
     *
     * @param from who sent them
     * @param clearText the caller's: neither its content nor its indices may be changed, nor may it be kept
     */
    Verdict inspect(Side from, ByteBuf clearText);

    /** A side has sent its last byte; a veto keeps the other side from hearing of it. */
    default Verdict ended(Side from) {
        return Verdict.pass();
    }
}
