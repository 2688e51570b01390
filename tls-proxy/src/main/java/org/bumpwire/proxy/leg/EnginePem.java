package org.bumpwire.proxy.leg;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.internal.tcnative.SSL;
import java.security.GeneralSecurityException;

/** PEM text, the form in which the engine takes certificates and keys. */
final class EnginePem {
    private EnginePem() {}

    /** Has the engine read a text. */
    static long read(String pem, Parse parse) throws GeneralSecurityException {
        OpenSsl.ensureAvailability();
        byte[] bytes = pem.getBytes(US_ASCII);
        ByteBuf buffer =
                UnpooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
        long bio = 0;
        try {
            bio = SSL.newMemBIO();
            SSL.bioWrite(bio, NativeMemory.address(buffer, 0), bytes.length);
            return parse.parse(bio);
        } catch (Exception e) {
            throw new GeneralSecurityException(
                    "TLS engine does not take the certificate or its key: " + e.getMessage(), e);
        } finally {
            if (bio != 0) {
                SSL.freeBIO(bio);
            }
            // It may have been a private key.
            buffer.setZero(0, bytes.length);
            buffer.release();
        }
    }

    /** How the engine reads one kind of thing. */
    interface Parse {
        long parse(long bio) throws Exception;
    }
}
