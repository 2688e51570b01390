package org.bumpwire.proxy.leg;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;

/** What a server shows in its handshake, read before the engine is given it. */
final class ShownChain {
    static final ShownChain NONE = new ShownChain(new byte[0][], new byte[0]);

    private static final int MAX_CERTIFICATES = 32;
    private static final int EXTENSION_STATUS_REQUEST = 5;
    private static final int STATUS_TYPE_OCSP = 1;

    private final byte[][] chain;
    private final byte[] staple;

    private ShownChain(byte[][] chain, byte[] staple) {
        this.chain = chain;
        this.staple = staple;
    }

    /** In DER, the server's own certificate first. */
    byte[][] chain() {
        return chain;
    }

    /** A stapled OCSP response in DER; empty for none. */
    byte[] staple() {
        return staple;
    }

    /** A Certificate message of TLS 1.2 and earlier, RFC 5246, section 7.4.2. */
    static ShownChain ofCertificate(byte[] body) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        ByteArrayInputStream list = new ByteArrayInputStream(TlsUtils.readOpaque24(in));
        List<byte[]> chain = new ArrayList<>();
        while (list.available() > 0) {
            add(chain, TlsUtils.readOpaque24(list, 1));
        }
        return new ShownChain(chain.toArray(byte[][]::new), new byte[0]);
    }

    /** A Certificate message of TLS 1.3, RFC 8446, section 4.4.2. */
    static ShownChain ofCertificate13(byte[] body) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        TlsUtils.readOpaque8(in);
        ByteArrayInputStream list = new ByteArrayInputStream(TlsUtils.readOpaque24(in));
        List<byte[]> chain = new ArrayList<>();
        byte[] staple = new byte[0];
        while (list.available() > 0) {
            add(chain, TlsUtils.readOpaque24(list, 1));
            byte[] extensions = TlsUtils.readOpaque16(list);
            if (chain.size() == 1) {
                staple = stapleAmong(extensions);
            }
        }
        return new ShownChain(chain.toArray(byte[][]::new), staple);
    }

    /** Adds what a CertificateStatus message of TLS 1.2 and earlier says, RFC 6066, section 8. */
    ShownChain withStatus(byte[] body) throws IOException {
        return new ShownChain(chain, status(body));
    }

    private static void add(List<byte[]> chain, byte[] certificate) throws TlsFatalAlert {
        if (chain.size() == MAX_CERTIFICATES) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "Chain of too many certificates");
        }
        chain.add(certificate);
    }

    private static byte[] stapleAmong(byte[] extensions) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(extensions);
        while (in.available() > 0) {
            int type = TlsUtils.readUint16(in);
            byte[] data = TlsUtils.readOpaque16(in);
            if (type == EXTENSION_STATUS_REQUEST) {
                return status(data);
            }
        }
        return new byte[0];
    }

    private static byte[] status(byte[] body) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(body);
        return TlsUtils.readUint8(in) == STATUS_TYPE_OCSP ? TlsUtils.readOpaque24(in) : new byte[0];
    }
}
