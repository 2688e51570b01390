package org.bumpwire.proxy.flow;

import org.bumpwire.stats.Counter;
import org.bumpwire.stats.CounterGroup;

/** The counters behind {@code debug np stats show npSslInspProtocolStats}: what was negotiated on which leg. */
public final class SslInspProtocolStats extends CounterGroup {
    public final Leg client = new Leg(Side.CLIENT);
    public final Leg server = new Leg(Side.SERVER);

    public final Counter serverConnFail = counter("serverConnFail", "TCP connections to servers that failed");
    public final Counter serverConnTimeout =
            counter("serverConnTimeout", "TCP connections to servers that were not answered in time");
    public final Counter serverCertRequest =
            counter("serverCertRequest", "Servers that asked for a client certificate");
    public final Counter helloFragmented =
            counter("helloFragmented", "ClientHello messages that came in several TLS records");
    public final Counter helloTooLarge = counter("helloTooLarge", "ClientHello messages that were too large");
    public final Counter helloMalformed = counter("helloMalformed", "ClientHello messages that break the protocol");
    public final Counter alpnH2 = counter("alpnH2", "Sessions that agreed on HTTP/2");
    public final Counter alpnHttp1 = counter("alpnHttp1", "Sessions that agreed on HTTP/1.1");
    public final Counter alpnOther = counter("alpnOther", "Sessions that agreed on another application protocol");

    public SslInspProtocolStats() {
        super("npSslInspProtocolStats", "Protocol versions, cipher suites, key exchanges and handshakes of each leg");
    }

    public Leg leg(Side side) {
        return side == Side.CLIENT ? client : server;
    }

    void countAlpn(String alpn) {
        switch (alpn) {
            case "" -> {}
            case "h2" -> alpnH2.increment();
            case "http/1.1" -> alpnHttp1.increment();
            default -> alpnOther.increment();
        }
    }

    /** The same counters for either leg, under the prefix "client" or "server". */
    public final class Leg {
        private final Side side;
        private final Counter sslv3;
        private final Counter tls10;
        private final Counter tls11;
        private final Counter tls12;
        private final Counter tls13;
        public final Counter versionOther;
        private final Counter cipherAes128Gcm;
        private final Counter cipherAes256Gcm;
        private final Counter cipherChacha20;
        private final Counter cipherAesCbc;
        private final Counter cipher3des;
        public final Counter cipherOther;
        private final Counter kexRsa;
        private final Counter kexEcdhe;
        private final Counter kexX25519Mlkem768;
        private final Counter kexOther;
        private final Counter authRsa;
        private final Counter authEcdsa;
        public final Counter handshakeOk;
        public final Counter handshakeFail;
        public final Counter handshakeTimeout;
        public final Counter resumed;
        public final Counter alertSent;
        public final Counter alertReceived;

        private Leg(Side side) {
            this.side = side;
            sslv3 = leg("Sslv3", "Handshakes that settled on SSL 3.0");
            tls10 = leg("Tls10", "Handshakes that settled on TLS 1.0");
            tls11 = leg("Tls11", "Handshakes that settled on TLS 1.1");
            tls12 = leg("Tls12", "Handshakes that settled on TLS 1.2");
            tls13 = leg("Tls13", "Handshakes that settled on TLS 1.3");
            versionOther = leg("VersionOther", "Handshakes with none of the protocol versions that are supported");
            cipherAes128Gcm = leg("CipherAes128Gcm", "Handshakes that settled on AES-128-GCM");
            cipherAes256Gcm = leg("CipherAes256Gcm", "Handshakes that settled on AES-256-GCM");
            cipherChacha20 = leg("CipherChacha20", "Handshakes that settled on ChaCha20-Poly1305");
            cipherAesCbc = leg("CipherAesCbc", "Handshakes that settled on AES-CBC");
            cipher3des = leg("Cipher3des", "Handshakes that settled on Triple DES");
            cipherOther = leg("CipherOther", "Handshakes with none of the ciphers that are supported");
            kexRsa = leg("KexRsa", "Key exchanges by RSA encryption, without forward secrecy");
            kexEcdhe = leg("KexEcdhe", "Key exchanges by elliptic curves");
            kexX25519Mlkem768 = leg("KexX25519Mlkem768", "Key exchanges that are hybrid with ML-KEM-768");
            kexOther = leg("KexOther", "Key exchanges by another method");
            authRsa = leg("AuthRsa", "Handshakes with an RSA certificate");
            authEcdsa = leg("AuthEcdsa", "Handshakes with an ECDSA certificate");
            handshakeOk = leg("HandshakeOk", "Handshakes that succeeded");
            handshakeFail = leg("HandshakeFail", "Handshakes that failed");
            handshakeTimeout = leg("HandshakeTimeout", "Handshakes that did not end in time");
            resumed = leg("Resumed", "Handshakes that resumed an earlier session");
            alertSent = leg("AlertSent", "Fatal TLS alerts that were sent");
            alertReceived = leg("AlertReceived", "Fatal TLS alerts that were received");
        }

        private Counter leg(String name, String help) {
            return counter(side.word() + name, help + " on the " + side.word() + " leg");
        }

        void countHandshake(LegParameters parameters) {
            handshakeOk.increment();
            if (parameters.resumed()) {
                resumed.increment();
            }
            version(parameters.version()).increment();
            cipher(parameters.cipherSuite()).increment();
            keyExchange(parameters).increment();
            switch (parameters.authentication()) {
                case "RSA" -> authRsa.increment();
                case "EC" -> authEcdsa.increment();
                default -> {}
            }
        }

        private Counter version(String version) {
            return switch (version) {
                case "SSLv3" -> sslv3;
                case "TLSv1", "TLSv1.0" -> tls10;
                case "TLSv1.1" -> tls11;
                case "TLSv1.2" -> tls12;
                case "TLSv1.3" -> tls13;
                default -> versionOther;
            };
        }

        private Counter cipher(String suite) {
            if (suite.contains("AES_128_GCM")) {
                return cipherAes128Gcm;
            }
            if (suite.contains("AES_256_GCM")) {
                return cipherAes256Gcm;
            }
            if (suite.contains("CHACHA20")) {
                return cipherChacha20;
            }
            if (suite.contains("3DES")) {
                return cipher3des;
            }
            return suite.contains("AES") && suite.contains("CBC") ? cipherAesCbc : cipherOther;
        }

        private Counter keyExchange(LegParameters parameters) {
            if (parameters.group().equals("X25519MLKEM768")) {
                return kexX25519Mlkem768;
            }
            if (parameters.cipherSuite().startsWith("TLS_RSA_")) {
                return kexRsa;
            }
            boolean ecdhe = parameters.cipherSuite().startsWith("TLS_ECDHE_")
                    || parameters.version().equals("TLSv1.3");
            return ecdhe ? kexEcdhe : kexOther;
        }
    }
}
