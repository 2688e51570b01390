package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/** Keeps what came while a leg could not take it, in its order. */
final class HeldBytes {
    private @Nullable ByteBuf held;

    /** Takes over the buffer. */
    void hold(ByteBuf rest) {
        if (!rest.isReadable()) {
            rest.release();
        } else if (held == null) {
            held = rest;
        } else {
            ByteBuf both = rest.alloc().directBuffer(held.readableBytes() + rest.readableBytes());
            both.writeBytes(held).writeBytes(rest);
            held.release();
            rest.release();
            held = both;
        }
    }

    /** Hands over everything, which may be nothing. */
    ByteBuf take() {
        ByteBuf taken = held == null ? Unpooled.EMPTY_BUFFER : held;
        held = null;
        return taken;
    }
}
