package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLSession;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import io.netty.util.ResourceLeakTracker;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.flow.LegParameters;
import org.bumpwire.proxy.leg.BoringContext.NewSessions;
import org.bumpwire.proxy.leg.BoringContext.PendingVerdicts;
import org.bumpwire.proxy.leg.ServerSessions.ResumablePlace;
import org.jspecify.annotations.Nullable;

/** A connection in BoringSSL, through netty-tcnative's own calls. */
final class BoringConnection implements TlsConnection {
    /** Where the engine puts what it has to say while it reads; emptied after each call. */
    private static final int ENGINE_OUTPUT = 4096;

    /** Room for a key update or an alert in front of data. */
    private static final int WRITE_SLACK = 64;

    private static final int CONTENT_ALERT = 21;
    private static final int CLEAR_ALERT_LENGTH = 7;

    private static final ResourceLeakDetector<BoringConnection> LEAKS =
            ResourceLeakDetectorFactory.instance().newResourceLeakDetector(BoringConnection.class);

    // Keeps the shared context's native memory for as long as this connection uses it.
    private final BoringContext context;
    private final ByteBufAllocator allocator;
    private final Queue<ByteBuf> output = new ArrayDeque<>(2);
    private final long bio;
    private final int sealOverhead;
    private final @Nullable ResourceLeakTracker<BoringConnection> leak;
    private long ssl;
    private final @Nullable ResumablePlace resumable;
    private final KeyExchangeSignature keyExchange = new KeyExchangeSignature();
    private boolean certificateRequested;
    private boolean closeNotified;
    private boolean finished;
    private @Nullable CertificateAnswer answer;
    private long unjudgedSession;
    private @Nullable TlsAlert alertSent;

    BoringConnection(
            BoringContext context,
            long ssl,
            ByteBufAllocator allocator,
            @Nullable ResumablePlace resumable,
            Setup setup) {
        this.context = context;
        this.ssl = ssl;
        this.allocator = allocator;
        this.resumable = resumable;
        try {
            bio = SSL.bioNewByteBuffer(ssl, ENGINE_OUTPUT);
            setup.on(ssl);
        } catch (Exception e) {
            context.forget(ssl);
            SSL.freeSSL(ssl);
            throw new IllegalStateException("TLS engine refused the connection: " + words(e), e);
        }
        sealOverhead = SSL.getMaxWrapOverhead(ssl);
        leak = LEAKS.track(this);
        if (resumable != null) {
            resumable.offerOn(ssl);
            NewSessions.INSTANCE.watch(ssl, this);
        }
    }

    /** The reason alone, which stands last in what the library says. */
    private static String words(Exception refusal) {
        String text = String.valueOf(refusal.getMessage());
        return text.substring(text.lastIndexOf(':') + 1)
                .replace(")", "")
                .replace('_', ' ')
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public Progress handshake(ByteBuf in) throws TlsFailure {
        if (finished) {
            return resumed();
        }
        while (true) {
            int start = in.readerIndex();
            feed(in);
            int result = SSL.doHandshake(ssl);
            int error = result > 0 ? SSL.SSL_ERROR_NONE : SSL.getError(ssl, result);
            int code = isFatal(error) ? SSL.getLastErrorNumber() : 0;
            unfeed(in);
            drain();
            if (!isServer() && keyExchange.isWeak(in, start, in.readerIndex())) {
                throw weakKeyExchange();
            }
            if (result > 0) {
                finished = true;
                return !isServer() && SSL.isSessionReused(ssl) ? Progress.NEEDS_VERDICT : Progress.DONE;
            }
            if (error == SSL.SSL_ERROR_WANT_READ) {
                return Progress.NEEDS_INPUT;
            }
            if (error == SSL.SSL_ERROR_WANT_CERTIFICATE_VERIFY) {
                return Progress.NEEDS_VERDICT;
            }
            if (error == SSL.SSL_ERROR_WANT_X509_LOOKUP) {
                certificateRequested = true;
                runTask();
            } else if (error == SSL.SSL_ERROR_WANT_PRIVATE_KEY_OPERATION) {
                runTask();
            } else if (error != SSL.SSL_ERROR_WANT_WRITE) {
                TlsFailure failure = failure(code);
                throw ClearAlert.in(in, start).map(failure::becauseOf).orElse(failure);
            }
        }
    }

    /** Nothing of what the engine made of it leaves. */
    private TlsFailure weakKeyExchange() {
        output.forEach(ByteBuf::release);
        output.clear();
        SSL.clearError();
        alertSent = TlsAlert.INSUFFICIENT_SECURITY;
        output.add(allocator.directBuffer().writeBytes(alertSent.clearRecord()));
        return TlsFailure.weak("Server signed its key exchange with SHA-1", alertSent);
    }

    /** The engine asks for no verdict on a session that it resumes. */
    private Progress resumed() throws TlsFailure {
        if (answer == null) {
            return Progress.NEEDS_VERDICT;
        }
        if (!answer.goesOn()) {
            throw TlsFailure.sessionRefused();
        }
        return Progress.DONE;
    }

    @Override
    public void work(Runnable whenDone) {
        throw new IllegalStateException("This engine does its work at once");
    }

    @Override
    public byte[][] peerChain() {
        byte[][] chain = SSL.getPeerCertChain(ssl);
        return chain == null ? new byte[0][] : chain;
    }

    @Override
    public byte[] peerStaple() {
        byte[] staple = SSL.getOcspResponse(ssl);
        return staple == null ? new byte[0] : staple;
    }

    @Override
    public void settle(CertificateAnswer verdict) {
        answer = verdict;
        if (finished) {
            settleSession(verdict);
        } else {
            PendingVerdicts.INSTANCE.settle(ssl, verdict.engineCode());
            runTask();
        }
    }

    private void settleSession(CertificateAnswer verdict) {
        long session = unjudgedSession;
        unjudgedSession = 0;
        if (resumable == null) {
            return;
        }
        if (verdict != CertificateAnswer.ACCEPTED) {
            resumable.forget();
        }
        if (session != 0 && !sessionCreated(session)) {
            SSLSession.free(session);
        }
    }

    /** Answers whether it took over the engine's reference to a session that may be resumed later. */
    boolean sessionCreated(long session) {
        // A session in which a certificate was shown would go on in that name under any policy.
        if (resumable == null || certificateRequested || (answer != null && answer != CertificateAnswer.ACCEPTED)) {
            return false;
        }
        if (answer == null) {
            // A server that resumes a session of TLS 1.2 renews its ticket within the handshake.
            freeUnjudgedSession();
            unjudgedSession = session;
        } else {
            resumable.keep(session);
        }
        return true;
    }

    private void freeUnjudgedSession() {
        if (unjudgedSession != 0) {
            SSLSession.free(unjudgedSession);
            unjudgedSession = 0;
        }
    }

    @Override
    public void present(KeyMaterial material) {
        try {
            material.presentOn(ssl, false);
        } catch (Exception e) {
            throw new IllegalStateException("TLS engine refused a client certificate: " + e.getMessage(), e);
        }
    }

    private void runTask() {
        Runnable task = SSL.getTask(ssl);
        if (task != null) {
            task.run();
        }
    }

    @Override
    public Decrypted decrypt(ByteBuf in, ByteBuf out) throws TlsFailure {
        feed(in);
        try {
            while (out.isWritable()) {
                int read = SSL.readFromSSL(ssl, NativeMemory.address(out, out.writerIndex()), out.writableBytes());
                if (read > 0) {
                    out.writerIndex(out.writerIndex() + read);
                    continue;
                }
                int error = SSL.getError(ssl, read);
                if (error == SSL.SSL_ERROR_WANT_READ) {
                    return Decrypted.NEEDS_INPUT;
                }
                if (error == SSL.SSL_ERROR_ZERO_RETURN) {
                    return Decrypted.CLOSE_NOTIFY;
                }
                if (error != SSL.SSL_ERROR_WANT_WRITE) {
                    throw failure(SSL.getLastErrorNumber());
                }
                unfeed(in);
                drain();
                feed(in);
            }
            boolean more = SSL.sslPending(ssl) > 0 || SSL.bioLengthByteBuffer(bio) > 0;
            return more ? Decrypted.NEEDS_ROOM : Decrypted.NEEDS_INPUT;
        } finally {
            unfeed(in);
            drain();
        }
    }

    @Override
    public int pending() {
        return SSL.sslPending(ssl);
    }

    @Override
    public ByteBuf encrypt(ByteBuf clear) throws TlsFailure {
        int length = clear.readableBytes();
        int records = (length + MAX_RECORD - 1) / MAX_RECORD;
        ByteBuf sealed = allocator.directBuffer(length + records * sealOverhead + WRITE_SLACK);
        try {
            while (true) {
                int room = sealed.writableBytes();
                SSL.bioSetByteBuffer(bio, NativeMemory.address(sealed, sealed.writerIndex()), room, true);
                int written = SSL.writeToSSL(ssl, NativeMemory.address(clear, clear.readerIndex()), length);
                int error = written > 0 ? SSL.SSL_ERROR_NONE : SSL.getError(ssl, written);
                int code = isFatal(error) ? SSL.getLastErrorNumber() : 0;
                sealed.writerIndex(sealed.writerIndex() + room - SSL.bioLengthByteBuffer(bio));
                SSL.bioClearByteBuffer(bio);
                if (written > 0) {
                    clear.skipBytes(written);
                    return sealed;
                }
                if (error != SSL.SSL_ERROR_WANT_WRITE) {
                    throw failure(code);
                }
                sealed.ensureWritable(MAX_RECORD);
            }
        } catch (TlsFailure e) {
            sealed.release();
            throw e;
        }
    }

    @Override
    public void closeNotify() {
        if (closeNotified) {
            // A second call would read, and drop what it finds.
            return;
        }
        closeNotified = true;
        SSL.shutdownSSL(ssl);
        SSL.clearError();
        drain();
    }

    @Override
    public @Nullable ByteBuf takeOutput() {
        return output.poll();
    }

    @Override
    public LegParameters parameters(String authentication) {
        String cipher = SSL.getCipherForSSL(ssl);
        String alpn = SSL.getAlpnSelected(ssl);
        return new LegParameters(
                version(SSL.getVersionInt(ssl)),
                CipherNames.suite(cipher).map(CipherSuite::name).orElse(cipher),
                group(),
                authentication,
                SSL.isSessionReused(ssl),
                alpn == null ? "" : alpn);
    }

    private static String version(int wireVersion) {
        for (TlsVersion version : TlsVersion.values()) {
            if (version.wireValue() == wireVersion) {
                return version.operatorName();
            }
        }
        return "0x%04x".formatted(wireVersion);
    }

    private String group() {
        try {
            String name = SSL.getGroupName(ssl);
            return name == null ? "" : CipherNames.group(name);
        } catch (Exception e) {
            // There is none with a static RSA key exchange.
            SSL.clearError();
            return "";
        }
    }

    @Override
    public boolean certificateRequested() {
        return certificateRequested;
    }

    @Override
    public boolean isServer() {
        return context.isServer();
    }

    @Override
    public void free() {
        output.forEach(ByteBuf::release);
        output.clear();
        freeUnjudgedSession();
        if (ssl != 0) {
            context.forget(ssl);
            SSL.freeSSL(ssl);
            SSL.clearError();
            ssl = 0;
            if (leak != null) {
                leak.close(this);
            }
        }
    }

    private void feed(ByteBuf in) {
        if (in.isReadable()) {
            SSL.bioSetByteBuffer(bio, NativeMemory.address(in, in.readerIndex()), in.readableBytes(), false);
        }
    }

    private void unfeed(ByteBuf in) {
        if (in.isReadable()) {
            in.readerIndex(in.writerIndex() - SSL.bioLengthByteBuffer(bio));
        }
        SSL.bioClearByteBuffer(bio);
    }

    private void drain() {
        int length;
        while ((length = SSL.bioLengthNonApplication(bio)) > 0) {
            ByteBuf out = allocator.directBuffer(length);
            SSL.bioSetByteBuffer(bio, NativeMemory.address(out, 0), length, true);
            out.writerIndex(SSL.bioFlushByteBuffer(bio));
            SSL.bioClearByteBuffer(bio);
            noteAlert(out);
            output.add(out);
        }
    }

    private void noteAlert(ByteBuf out) {
        if (out.readableBytes() == CLEAR_ALERT_LENGTH && out.getByte(0) == CONTENT_ALERT) {
            alertSent = TlsAlert.of(out.getUnsignedByte(CLEAR_ALERT_LENGTH - 1));
        }
    }

    private static boolean isFatal(int error) {
        return error == SSL.SSL_ERROR_SSL || error == SSL.SSL_ERROR_SYSCALL;
    }

    private TlsFailure failure(int code) {
        String text = code == 0 ? "" : SSL.getErrorString(code);
        SSL.clearError();
        return TlsFailure.ofLibrary(code, text, alertSent);
    }

    /** Settings of a connection before its first byte. */
    @FunctionalInterface
    interface Setup {
        void on(long ssl) throws Exception;
    }
}
