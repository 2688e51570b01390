package org.bumpwire.proxy.leg;

import io.netty.buffer.ByteBuf;

/** Follows a leg's handshake from stage to stage, so that a failure can be placed. */
final class HandshakeProgress {
    private final FirstRecord firstRecord = new FirstRecord();
    private HandshakeStage stage = HandshakeStage.CLIENT_HELLO;

    HandshakeStage stage() {
        return stage;
    }

    /** The device's own ClientHello goes out. */
    void greets() {
        stage = HandshakeStage.SERVER_HELLO;
    }

    void awaitsVerdict() {
        stage = HandshakeStage.VERDICT;
    }

    void acceptsServer() {
        stage = HandshakeStage.SERVER_FINISHED;
    }

    /** The engine has read the buffer from an index to another. */
    void read(ByteBuf in, int from, int to) {
        firstRecord.pass(in, from, to);
    }

    /** The engine has taken what came, and wants more. */
    void advance() {
        if (!firstRecord.isWhole()) {
            return;
        }
        if (stage == HandshakeStage.CLIENT_HELLO) {
            stage = HandshakeStage.CLIENT_FINISHED;
        } else if (stage == HandshakeStage.SERVER_HELLO) {
            stage = HandshakeStage.SERVER_CERTIFICATE;
        }
    }

    /** The engine took offence at what it read last. */
    void stumble() {
        if (stage == HandshakeStage.SERVER_HELLO && firstRecord.isPassed()) {
            stage = HandshakeStage.SERVER_CERTIFICATE;
        }
    }
}
