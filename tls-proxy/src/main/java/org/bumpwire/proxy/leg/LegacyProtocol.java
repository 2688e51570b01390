package org.bumpwire.proxy.leg;

import java.io.IOException;
import org.bouncycastle.tls.TlsProtocol;

/** The state machine of one connection of the legacy engine; either half of it does not end the other at a close_notify. */
interface LegacyProtocol {
    /** Longest handshake message that is taken. */
    int MAX_MESSAGE = 1 << 17;

    /** The library's own calls. */
    TlsProtocol engine();

    LegacyFacts facts();

    /** Says the first word, or gets ready to hear it. */
    void begin() throws IOException;

    /** Whether the handshake stands still until {@link #settle}. */
    boolean awaitsVerdict();

    /** What the server has shown, while a verdict is awaited and afterwards. */
    ShownChain shown();

    /** What a server that asks for a client certificate is shown. */
    void present(KeyMaterial material);

    /** Goes on with a handshake that stood still. */
    void settle(CertificateAnswer answer) throws IOException;

    /** Sends a close_notify and leaves everything else as it is. */
    void sendCloseNotify() throws IOException;
}
