package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;
import org.bumpwire.proxy.flow.LegParameters;
import org.jspecify.annotations.Nullable;

/**
 * One TLS connection in an engine: bytes go in, bytes come out, nothing waits and nothing is read or written here.
 *
 * <p>Not safe for threads: one event loop uses it and must {@link #free} it, after which no other method may be called.
 * Buffers handed in must be direct. The engine itself keeps at most one record in each direction.
 */
interface TlsConnection {
    /** Longest content of a record. */
    int MAX_RECORD = 16_384;

    /** What a handshake needs to go on. */
    enum Progress {
        NEEDS_INPUT,
        NEEDS_VERDICT,
        NEEDS_WORK,
        DONE
    }

    /** What was found in the input of {@link #decrypt}. */
    enum Decrypted {
        NEEDS_INPUT,
        NEEDS_ROOM,
        CLOSE_NOTIFY
    }

    /** Goes on with the handshake as far as the input reaches; afterwards {@link #takeOutput} has what is to be sent. */
    Progress handshake(ByteBuf in) throws TlsFailure;

    /**
     * Does elsewhere what takes long in a handshake that {@link Progress#NEEDS_WORK}; it then must be continued.
     *
     * @param whenDone called by the thread that did it
     */
    void work(Runnable whenDone);

    /** The server's chain in DER, itself first, while its verdict is awaited and afterwards. */
    byte[][] peerChain();

    /** The server's stapled OCSP response in DER (RFC 6066, section 8), known together with its chain; empty for none. */
    byte[] peerStaple();

    /** Settles a handshake that {@link Progress#NEEDS_VERDICT}; it then must be continued. */
    void settle(CertificateAnswer answer);

    /** What a server that asks for a client certificate is shown; to be said before its verdict is settled. */
    void present(KeyMaterial material);

    /** Decrypts into the writable bytes of {@code out}; answers {@code NEEDS_ROOM} where there may be more. */
    Decrypted decrypt(ByteBuf in, ByteBuf out) throws TlsFailure;

    /** Clear text that the engine has at hand already. */
    int pending();

    /** Encrypts all readable bytes; the answer, which the caller owns, holds as many records as it takes. */
    ByteBuf encrypt(ByteBuf clear) throws TlsFailure;

    /** Tells the peer that no more comes from this side; what it sends can still be decrypted. */
    void closeNotify();

    /** The next buffer that the engine wants sent, which the caller then owns; null when there is none. */
    @Nullable
    ByteBuf takeOutput();

    /**
     * What was negotiated, once the handshake is done.
     *
     * @param authentication key type of the certificate that was shown
     */
    LegParameters parameters(String authentication);

    /** Whether the server asked for a client certificate. */
    boolean certificateRequested();

    boolean isServer();

    void free();
}
