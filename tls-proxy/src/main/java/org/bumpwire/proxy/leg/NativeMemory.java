package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;
import io.netty.internal.tcnative.Buffer;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;

/** What the engine and the heap must agree on. */
final class NativeMemory {
    /** Frees what few and long-lived objects hold in the engine; flows free their own. */
    static final Cleaner CLEANER = Cleaner.create();

    private NativeMemory() {}

    /** Where a byte of a direct buffer lies; good for as long as the buffer is neither released nor grown. */
    static long address(ByteBuf direct, int index) {
        if (direct.hasMemoryAddress()) {
            return direct.memoryAddress() + index;
        }
        // A JVM that denies Unsafe.
        ByteBuffer nio = direct.internalNioBuffer(index, 0);
        return Buffer.address(nio) + nio.position();
    }
}
