package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * Finds the alert of a peer that sends it in clear text although the engine already expects it encrypted.
 *
 * <p>OpenSSL's clients refuse a TLS 1.3 certificate that way. The engine can only say that the record is malformed; the
 * alert tells that the certificate was the reason.
 */
final class ClearAlert {
    private static final int HEADER = 5;
    private static final int ALERT = 21;
    private static final int ALERT_LENGTH = 2;

    private ClearAlert() {}

    /** The first such record among those that stand in {@code in} from {@code index} on; encrypted ones are longer. */
    static Optional<TlsAlert> in(ByteBuf in, int index) {
        int record = index;
        while (record + HEADER <= in.writerIndex()) {
            int length = in.getUnsignedShort(record + HEADER - 2);
            int end = record + HEADER + length;
            if (in.getUnsignedByte(record) == ALERT && length == ALERT_LENGTH && end <= in.writerIndex()) {
                return Optional.of(TlsAlert.of(in.getUnsignedByte(end - 1)));
            }
            record = end;
        }
        return Optional.empty();
    }
}
