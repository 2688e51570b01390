package org.bumpwire.proxy.flow;

import org.bumpwire.proxy.policy.Reason;

/** Counts what a reason means below the level of sessions: handshakes, hellos and TCP connections that went wrong. */
final class ReasonEffects {
    private ReasonEffects() {}

    static void count(Reason reason, ProxyStats stats) {
        SslInspProtocolStats protocol = stats.protocol();
        TcpProxyStats tcp = stats.tcp();
        switch (reason) {
            case REFUSED_NO_COMMON_CIPHER -> {
                protocol.client.cipherOther.increment();
                protocol.client.handshakeFail.increment();
            }
            case REFUSED_NO_COMMON_VERSION -> {
                protocol.client.versionOther.increment();
                protocol.client.handshakeFail.increment();
            }
            case REFUSED_COMPRESSION, CLIENT_HANDSHAKE_FAILED, CLIENT_REJECTED_CERTIFICATE ->
                protocol.client.handshakeFail.increment();
            case CLIENT_HANDSHAKE_TIMEOUT, HELLO_TIMEOUT -> protocol.client.handshakeTimeout.increment();
            case HELLO_MALFORMED -> protocol.helloMalformed.increment();
            case HELLO_TOO_LARGE -> protocol.helloTooLarge.increment();
            case SERVER_HANDSHAKE_FAILED, SERVER_PARAMETERS_REFUSED, SERVER_CERTIFICATE_REQUEST ->
                protocol.server.handshakeFail.increment();
            case SERVER_HANDSHAKE_TIMEOUT -> protocol.server.handshakeTimeout.increment();
            case UPSTREAM_REFUSED -> {
                protocol.serverConnFail.increment();
                tcp.upstreamRefused.increment();
            }
            case UPSTREAM_UNREACHABLE -> protocol.serverConnFail.increment();
            case UPSTREAM_TIMEOUT -> {
                protocol.serverConnTimeout.increment();
                tcp.upstreamTimeout.increment();
            }
            case IDLE_TIMEOUT -> tcp.idleTimeout.increment();
            default -> {}
        }
    }
}
