package org.bumpwire.proxy.leg;

import org.bouncycastle.tls.crypto.TlsHMAC;

/**
 * The MAC of SSL 3.0, RFC 6101, section 5.2.3.1, which does not cover the version.
 *
 * <p>The library's own agrees with nobody but itself: it puts the version that TLS has there into the header as well.
 */
final class Ssl3Mac implements TlsHMAC {
    private static final int TLS_HEADER = 13;
    private static final int VERSION = 9;
    private static final int LENGTH = 11;

    private final TlsHMAC mac;
    private boolean atHeader = true;

    Ssl3Mac(TlsHMAC mac) {
        this.mac = mac;
    }

    @Override
    public void setKey(byte[] key, int offset, int length) {
        mac.setKey(key, offset, length);
        atHeader = true;
    }

    @Override
    public void update(byte[] bytes, int offset, int length) {
        if (atHeader && length == TLS_HEADER) {
            mac.update(bytes, offset, VERSION);
            mac.update(bytes, offset + LENGTH, TLS_HEADER - LENGTH);
        } else {
            mac.update(bytes, offset, length);
        }
        atHeader = false;
    }

    @Override
    public byte[] calculateMAC() {
        atHeader = true;
        return mac.calculateMAC();
    }

    @Override
    public void calculateMAC(byte[] output, int offset) {
        atHeader = true;
        mac.calculateMAC(output, offset);
    }

    @Override
    public int getInternalBlockSize() {
        return mac.getInternalBlockSize();
    }

    @Override
    public int getMacLength() {
        return mac.getMacLength();
    }

    @Override
    public void reset() {
        mac.reset();
        atHeader = true;
    }
}
