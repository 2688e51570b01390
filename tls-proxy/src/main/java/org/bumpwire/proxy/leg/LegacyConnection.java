package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.TlsProtocol;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.proxy.flow.LegParameters;
import org.jspecify.annotations.Nullable;

/**
 * A connection in Bouncy Castle's TLS library, which has what BoringSSL has dropped.
 *
 * <p>Each step of a handshake takes a millisecond or more, so a worker does it; only one of a connection is under way at
 * a time. Once the handshake is done, everything happens on the event loop.
 */
final class LegacyConnection implements TlsConnection {
    private static final byte[] NOTHING = {};

    private final LegacyProtocol protocol;
    private final TlsProtocol engine;
    private final LegacyFacts facts;
    private final boolean server;
    private final ByteBufAllocator allocator;
    private final Executor workers;
    private final RecordCutter cutter = new RecordCutter();
    private boolean begun;
    private boolean working;
    private boolean closeNotified;
    private @Nullable CertificateAnswer answer;
    private @Nullable Step next;
    private @Nullable TlsFailure failure;

    private LegacyConnection(LegacyProtocol protocol, boolean server, ByteBufAllocator allocator, Executor workers) {
        this.protocol = protocol;
        this.server = server;
        this.allocator = allocator;
        this.workers = workers;
        engine = protocol.engine();
        facts = protocol.facts();
    }

    /**
     * A connection whose peer is a client.
     *
     * @param alpn the protocol that the other leg agreed on; empty for none
     * @param staple an OCSP response for the certificate, in DER; empty for none
     */
    static LegacyConnection accept(
            TlsSettings settings,
            String alpn,
            KeyMaterial material,
            byte[] staple,
            ByteBufAllocator allocator,
            Executor workers) {
        LegacyFacts facts = new LegacyFacts();
        LegacyServer server = new LegacyServer(settings, alpn, material, staple, facts);
        return new LegacyConnection(new LegacyServerProtocol(server, facts), true, allocator, workers);
    }

    /** A connection whose peer is a server. */
    static LegacyConnection connect(ServerOffer offer, String sni, ByteBufAllocator allocator, Executor workers) {
        LegacyFacts facts = new LegacyFacts();
        LegacyClient client = new LegacyClient(offer, sni, facts);
        return new LegacyConnection(new LegacyClientProtocol(client, facts), false, allocator, workers);
    }

    /** What a worker does. */
    private interface Step {
        void take() throws TlsFailure;
    }

    @Override
    public Progress handshake(ByteBuf in) throws TlsFailure {
        working = false;
        if (failure != null) {
            throw failure;
        }
        if (facts.isDone()) {
            return Progress.DONE;
        }
        if (protocol.awaitsVerdict() && answer == null) {
            return Progress.NEEDS_VERDICT;
        }
        next = nextStep(in).orElse(null);
        return next == null ? Progress.NEEDS_INPUT : Progress.NEEDS_WORK;
    }

    private Optional<Step> nextStep(ByteBuf in) {
        if (!begun) {
            begun = true;
            return Optional.of(() -> call(protocol::begin, NOTHING));
        }
        CertificateAnswer settled = answer;
        if (protocol.awaitsVerdict() && settled != null) {
            return Optional.of(() -> call(() -> protocol.settle(settled), NOTHING));
        }
        return cutter.next(in).map(record -> () -> call(() -> engine.offerInput(record), record));
    }

    @Override
    public void work(Runnable whenDone) {
        Step step = next;
        if (step == null) {
            throw new IllegalStateException("There is nothing to do");
        }
        working = true;
        try {
            workers.execute(() -> {
                try {
                    step.take();
                } catch (TlsFailure e) {
                    failure = e;
                }
                whenDone.run();
            });
        } catch (RejectedExecutionException e) {
            failure = TlsFailure.broken("Too many handshakes are under way");
            whenDone.run();
        }
    }

    @Override
    public byte[][] peerChain() {
        return protocol.shown().chain();
    }

    @Override
    public byte[] peerStaple() {
        return protocol.shown().staple();
    }

    @Override
    public void settle(CertificateAnswer verdict) {
        answer = verdict;
    }

    @Override
    public void present(KeyMaterial material) {
        protocol.present(material);
    }

    @Override
    public Decrypted decrypt(ByteBuf in, ByteBuf out) throws TlsFailure {
        while (true) {
            int ready = pending();
            if (ready > 0) {
                if (!out.isWritable()) {
                    return Decrypted.NEEDS_ROOM;
                }
                int length = Math.min(ready, out.writableBytes());
                engine.readInput(out.nioBuffer(out.writerIndex(), length), length);
                out.writerIndex(out.writerIndex() + length);
                continue;
            }
            if (facts.hasPeerEnded()) {
                return Decrypted.CLOSE_NOTIFY;
            }
            Optional<byte[]> record = cutter.next(in);
            if (record.isEmpty()) {
                return Decrypted.NEEDS_INPUT;
            }
            call(() -> engine.offerInput(record.get()), NOTHING);
        }
    }

    @Override
    public int pending() {
        return engine.getAvailableInputBytes();
    }

    @Override
    public ByteBuf encrypt(ByteBuf clear) throws TlsFailure {
        byte[] bytes = new byte[clear.readableBytes()];
        clear.readBytes(bytes);
        call(() -> engine.writeApplicationData(bytes, 0, bytes.length), NOTHING);
        ByteBuf sealed = output();
        return sealed == null ? Unpooled.EMPTY_BUFFER : sealed;
    }

    @Override
    public void closeNotify() {
        if (closeNotified || engine.isClosed()) {
            return;
        }
        closeNotified = true;
        try {
            protocol.sendCloseNotify();
        } catch (IOException e) {
            // The engine has given the connection up, which whoever reads from it is told.
        }
    }

    @Override
    public @Nullable ByteBuf takeOutput() {
        return working ? null : output();
    }

    private @Nullable ByteBuf output() {
        int length = engine.getAvailableOutputBytes();
        if (length == 0) {
            return null;
        }
        ByteBuf out = allocator.directBuffer(length);
        engine.readOutput(out.nioBuffer(0, length), length);
        return out.writerIndex(length);
    }

    @Override
    public LegParameters parameters(String authentication) {
        return facts.parameters(authentication);
    }

    @Override
    public boolean certificateRequested() {
        return facts.isCertificateRequested();
    }

    @Override
    public boolean isServer() {
        return server;
    }

    @Override
    public void free() {
        // All of it is on the heap.
    }

    private void call(Call call, byte[] record) throws TlsFailure {
        try {
            call.make();
        } catch (TlsFatalAlertReceived e) {
            throw TlsFailure.alerted(TlsAlert.of(e.getAlertDescription()), facts.alertSent());
        } catch (IOException | RuntimeException e) {
            TlsFailure own =
                    TlsFailure.refusing(facts.causeOfAlert(), String.valueOf(e.getMessage()), facts.alertSent());
            throw ClearAlert.in(Unpooled.wrappedBuffer(record), 0)
                    .map(own::becauseOf)
                    .orElse(own);
        }
    }

    /** Into the library, which says what went wrong by exceptions of several kinds. */
    private interface Call {
        void make() throws IOException;
    }
}
