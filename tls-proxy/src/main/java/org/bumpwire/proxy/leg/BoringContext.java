package org.bumpwire.proxy.leg;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.OpenSsl;
import io.netty.internal.tcnative.CertificateCallback;
import io.netty.internal.tcnative.CertificateVerifier;
import io.netty.internal.tcnative.SSL;
import io.netty.internal.tcnative.SSLContext;
import io.netty.internal.tcnative.SSLSessionCache;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.leg.ServerSessions.ResumablePlace;
import org.jspecify.annotations.Nullable;

/**
 * What many connections share: versions, suites, groups, ALPN, and for a server the keys of its session tickets.
 *
 * <p>Making one takes some 20 µs; its native memory is freed when no connection and nobody else holds it any more.
 */
final class BoringContext {
    /** The engine's preference; P-521 stands last, for certificates that use it. */
    private static final String[] ALL_GROUPS = {"X25519MLKEM768", "X25519", "P-256", "P-384", "P-521"};

    private static final String[] CLASSIC_GROUPS = {"X25519", "P-256", "P-384", "P-521"};

    /** Longest certificate list in bytes that a peer may send. */
    private static final int MAX_CERTIFICATE_LIST = 1 << 17;

    private static final int MAX_CHAIN_DEPTH = 16;

    private final long pointer;
    private final boolean server;
    private final boolean asksSigner;
    private final @Nullable Tickets tickets;

    private BoringContext(long pointer, boolean server, boolean asksSigner, @Nullable Tickets tickets) {
        this.pointer = pointer;
        this.server = server;
        this.asksSigner = asksSigner;
        this.tickets = tickets;
        NativeMemory.CLEANER.register(this, () -> SSLContext.free(pointer));
    }

    /**
     * @param alpn what is answered to a client that offers it
     * @param tickets the keys with which clients may resume; null where they may not
     */
    static BoringContext forServer(TlsSettings settings, List<String> alpn, @Nullable Tickets tickets) {
        long pointer = make(settings.versions(), settings.cipherSuites(), alpn, true);
        SSLContext.setVerify(pointer, SSL.SSL_CVERIFY_NONE, MAX_CHAIN_DEPTH);
        SSLContext.setSessionCacheMode(pointer, SSL.SSL_SESS_CACHE_OFF);
        if (tickets != null) {
            SSLContext.clearOptions(pointer, SSL.SSL_OP_NO_TICKET);
        }
        Optional<RsaSigner> signer =
                settings.versions().stream().allMatch(version -> version.compareTo(TlsVersion.TLS_1_2) >= 0)
                        ? RsaSigner.instance()
                        : Optional.empty();
        if (signer.isPresent()) {
            // Asked in any other way than by tasks, netty-tcnative 2.0.84 calls the wrong method.
            SSLContext.setUseTasks(pointer, true);
            SSLContext.setPrivateKeyMethod(pointer, signer.get());
        }
        return new BoringContext(pointer, true, signer.isPresent(), tickets);
    }

    /**
     * @param sessions whether connections may resume sessions, whose certificate is then judged like one just shown
     */
    static BoringContext forClient(ServerOffer offer, boolean sessions) {
        long pointer = make(offer.versions(), offer.cipherSuites(), offerable(offer.alpn()), false);
        // A whole ML-KEM key pair for each hello is dear, so it is made only where the client showed one as well.
        if (!offer.postQuantum()) {
            SSLContext.setCurvesList(pointer, CLASSIC_GROUPS);
        }
        SSLContext.setUseTasks(pointer, true);
        SSLContext.setVerify(pointer, SSL.SSL_CVERIFY_OPTIONAL, MAX_CHAIN_DEPTH);
        SSLContext.setCertVerifyCallback(pointer, PendingVerdicts.INSTANCE);
        SSLContext.setCertificateCallback(pointer, NoClientCertificate.INSTANCE);
        SSLContext.setSessionCacheMode(pointer, sessions ? SSL.SSL_SESS_CACHE_CLIENT : SSL.SSL_SESS_CACHE_OFF);
        if (sessions) {
            SSLContext.clearOptions(pointer, SSL.SSL_OP_NO_TICKET);
            SSLContext.setSSLSessionCache(pointer, NewSessions.INSTANCE);
        }
        SSLContext.setMaxCertList(pointer, MAX_CERTIFICATE_LIST);
        return new BoringContext(pointer, false, false, null);
    }

    private static long make(
            Collection<TlsVersion> versions, Collection<CipherSuite> suites, List<String> alpn, boolean server) {
        OpenSsl.ensureAvailability();
        long pointer = 0;
        try {
            pointer = SSLContext.make(SSL.SSL_PROTOCOL_ALL, server ? SSL.SSL_MODE_SERVER : SSL.SSL_MODE_CLIENT);
            configure(pointer, versions, suites, alpn);
            return pointer;
        } catch (Exception e) {
            if (pointer != 0) {
                SSLContext.free(pointer);
            }
            throw new IllegalArgumentException("TLS engine does not take the settings: " + e.getMessage(), e);
        }
    }

    private static void configure(
            long pointer, Collection<TlsVersion> versions, Collection<CipherSuite> suites, List<String> alpn)
            throws Exception {
        SSLContext.setCipherSuite(pointer, CipherNames.list(suites), false);
        SSLContext.setOptions(
                pointer,
                SSL.SSL_OP_NO_SSLv2
                        | SSL.SSL_OP_NO_SSLv3
                        | SSL.SSL_OP_CIPHER_SERVER_PREFERENCE
                        | SSL.SSL_OP_NO_COMPRESSION
                        | SSL.SSL_OP_NO_TICKET
                        | withoutVersions(versions));
        SSLContext.setMode(pointer, SSLContext.getMode(pointer) | SSL.SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        if (!SSLContext.setCurvesList(pointer, ALL_GROUPS)) {
            throw new IllegalStateException("Engine lacks a group of " + List.of(ALL_GROUPS));
        }
        if (!alpn.isEmpty()) {
            SSLContext.setAlpnProtos(pointer, alpn.toArray(String[]::new), SSL.SSL_SELECTOR_FAILURE_NO_ADVERTISE);
        }
    }

    private static int withoutVersions(Collection<TlsVersion> allowed) {
        return Arrays.stream(TlsVersion.values())
                .filter(v -> !allowed.contains(v))
                .mapToInt(BoringContext::prohibition)
                .reduce(0, (a, b) -> a | b);
    }

    private static int prohibition(TlsVersion version) {
        return switch (version) {
            case SSL_3_0 -> SSL.SSL_OP_NO_SSLv3;
            case TLS_1_0 -> SSL.SSL_OP_NO_TLSv1;
            case TLS_1_1 -> SSL.SSL_OP_NO_TLSv1_1;
            case TLS_1_2 -> SSL.SSL_OP_NO_TLSv1_2;
            case TLS_1_3 -> SSL.SSL_OP_NO_TLSv1_3;
        };
    }

    /**
     * A connection whose peer is a client.
     *
     * @param staple an OCSP response that a client gets which asks for one; empty for none
     */
    BoringConnection accept(ByteBufAllocator allocator, KeyMaterial material, byte[] staple) {
        refreshTicketKeys();
        return new BoringConnection(this, newSslFor(material), allocator, null, ssl -> {
            material.presentOn(ssl, asksSigner);
            if (staple.length > 0) {
                SSL.setOcspResponse(ssl, staple);
            }
        });
    }

    /**
     * A connection whose peer is a server.
     *
     * @param sni the host name that is asked for; empty for none
     * @param resumable where its sessions are kept and found; null where it must not resume
     */
    BoringConnection connect(ByteBufAllocator allocator, String sni, @Nullable ResumablePlace resumable) {
        return new BoringConnection(this, newSsl(), allocator, resumable, ssl -> {
            // The context only prepares for it; each connection has to ask.
            SSL.enableOcsp(ssl);
            if (!sni.isEmpty()) {
                SSL.setTlsExtHostName(ssl, sni);
            }
        });
    }

    private void refreshTicketKeys() {
        if (tickets != null) {
            try {
                tickets.refresh(pointer);
            } finally {
                Reference.reachabilityFence(this);
            }
        }
    }

    /** The keys of one context's tickets, which follow the rotation of those that they are derived from. */
    static final class Tickets {
        private final TicketKeys keys;
        private final byte[] identity;
        private volatile TicketKeys.@Nullable Generation inUse;

        /**
         * @param identity what a ticket is bound to besides the certificate
         */
        Tickets(TicketKeys keys, byte[] identity) {
            this.keys = keys;
            this.identity = identity.clone();
        }

        private void refresh(long context) {
            if (!keys.current().equals(inUse)) {
                change(context);
            }
        }

        private synchronized void change(long context) {
            TicketKeys.Generation current = keys.current();
            SSLContext.setSessionTicketKeys(context, TicketKeys.keys(current, identity));
            inUse = current;
        }
    }

    boolean isServer() {
        return server;
    }

    /** Forgets what was remembered of a connection that has ended. */
    void forget(long ssl) {
        if (asksSigner) {
            RsaSigner.instance().ifPresent(signer -> signer.forget(ssl));
        }
        NewSessions.INSTANCE.forget(ssl);
    }

    /**
     * A ticket opens only where the same certificate is shown again: the engine compares session ID contexts, and a
     * connection takes over what its context has when it is made.
     */
    private synchronized long newSslFor(KeyMaterial material) {
        if (tickets != null && !SSLContext.setSessionIdContext(pointer, material.sha256())) {
            throw new IllegalStateException("Engine takes no session ID context");
        }
        return newSsl();
    }

    private long newSsl() {
        try {
            return SSL.newSSL(pointer, server);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** ALPN names that the engine can be told: those in ASCII. */
    private static List<String> offerable(List<String> alpn) {
        return alpn.stream()
                .filter(name -> US_ASCII.newEncoder().canEncode(name))
                .toList();
    }

    /**
     * Hands the engine the verdict that was found while the handshake stood still; shared by all contexts, because the
     * engine keeps a global reference to it.
     */
    static final class PendingVerdicts extends CertificateVerifier {
        static final PendingVerdicts INSTANCE = new PendingVerdicts();

        private final Map<Long, Integer> verdicts = new ConcurrentHashMap<>();

        void settle(long ssl, int verdict) {
            verdicts.put(ssl, verdict);
        }

        @Override
        public int verify(long ssl, byte[][] chain, String authenticationMethod) {
            Integer verdict = verdicts.remove(ssl);
            return verdict == null ? X509_V_ERR_UNSPECIFIED : verdict;
        }
    }

    /** Tells each connection of the sessions that it brought; shared by all contexts for the same reason. */
    static final class NewSessions implements SSLSessionCache {
        static final NewSessions INSTANCE = new NewSessions();

        private static final long NONE = -1;

        private final Map<Long, BoringConnection> connections = new ConcurrentHashMap<>();

        void watch(long ssl, BoringConnection connection) {
            connections.put(ssl, connection);
        }

        void forget(long ssl) {
            connections.remove(ssl);
        }

        @Override
        public boolean sessionCreated(long ssl, long session) {
            BoringConnection connection = connections.get(ssl);
            return connection != null && connection.sessionCreated(session);
        }

        @Override
        public long getSession(long ssl, byte[] sessionId) {
            // Asked of servers only.
            return NONE;
        }
    }

    /** Answers a server's request with an empty certificate; whether it then goes on is the server's choice. */
    private static final class NoClientCertificate implements CertificateCallback {
        static final NoClientCertificate INSTANCE = new NoClientCertificate();

        @Override
        public void handle(long ssl, byte[] keyTypes, byte[][] issuers) {
            // Nothing is set on the connection.
        }
    }
}
