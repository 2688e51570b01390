package org.bumpwire.config.model;

import static org.bumpwire.config.model.CipherSuite.Authentication.ANY;
import static org.bumpwire.config.model.CipherSuite.Authentication.ECDSA;
import static org.bumpwire.config.model.CipherSuite.Authentication.RSA;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A cipher suite that the device can speak, in the order in which it prefers them: forward secrecy and AEAD first. */
public enum CipherSuite {
    TLS_AES_128_GCM_SHA256(0x1301, ANY, true, TlsVersion.TLS_1_3),
    TLS_AES_256_GCM_SHA384(0x1302, ANY, true, TlsVersion.TLS_1_3),
    TLS_CHACHA20_POLY1305_SHA256(0x1303, ANY, true, TlsVersion.TLS_1_3),
    TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256(0xC02B, ECDSA, true, TlsVersion.TLS_1_2),
    TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256(0xC02F, RSA, true, TlsVersion.TLS_1_2),
    TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384(0xC02C, ECDSA, true, TlsVersion.TLS_1_2),
    TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384(0xC030, RSA, true, TlsVersion.TLS_1_2),
    TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA9, ECDSA, true, TlsVersion.TLS_1_2),
    TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256(0xCCA8, RSA, true, TlsVersion.TLS_1_2),
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA(0xC009, ECDSA, true, TlsVersion.TLS_1_0),
    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA(0xC013, RSA, true, TlsVersion.TLS_1_0),
    TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA(0xC00A, ECDSA, true, TlsVersion.TLS_1_0),
    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA(0xC014, RSA, true, TlsVersion.TLS_1_0),
    TLS_RSA_WITH_AES_128_GCM_SHA256(0x009C, RSA, false, TlsVersion.TLS_1_2),
    TLS_RSA_WITH_AES_256_GCM_SHA384(0x009D, RSA, false, TlsVersion.TLS_1_2),
    TLS_RSA_WITH_AES_128_CBC_SHA(0x002F, RSA, false, TlsVersion.SSL_3_0),
    TLS_RSA_WITH_AES_256_CBC_SHA(0x0035, RSA, false, TlsVersion.SSL_3_0),
    TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256(0xC023, ECDSA, true, TlsVersion.TLS_1_2, true),
    TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256(0xC027, RSA, true, TlsVersion.TLS_1_2, true),
    TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384(0xC024, ECDSA, true, TlsVersion.TLS_1_2, true),
    TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384(0xC028, RSA, true, TlsVersion.TLS_1_2, true),
    TLS_RSA_WITH_AES_128_CBC_SHA256(0x003C, RSA, false, TlsVersion.TLS_1_2, true),
    TLS_RSA_WITH_AES_256_CBC_SHA256(0x003D, RSA, false, TlsVersion.TLS_1_2, true),
    TLS_ECDHE_ECDSA_WITH_3DES_EDE_CBC_SHA(0xC008, ECDSA, true, TlsVersion.TLS_1_0, true),
    TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA(0xC012, RSA, true, TlsVersion.TLS_1_0, true),
    TLS_RSA_WITH_3DES_EDE_CBC_SHA(0x000A, RSA, false, TlsVersion.SSL_3_0, true);

    private static final Map<String, CipherSuite> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CipherSuite::name, suite -> suite));

    /** Which kind of certificate the server of a suite must have; TLS 1.3 settles that elsewhere. */
    public enum Authentication {
        RSA,
        ECDSA,
        ANY
    }

    private final int wireValue;
    private final Authentication authentication;
    private final boolean forwardSecret;
    private final TlsVersion since;
    private final boolean legacy;
    private final boolean cbc;
    private final boolean tripleDes;

    CipherSuite(int wireValue, Authentication authentication, boolean forwardSecret, TlsVersion since) {
        this(wireValue, authentication, forwardSecret, since, false);
    }

    CipherSuite(int wireValue, Authentication authentication, boolean forwardSecret, TlsVersion since, boolean legacy) {
        this.wireValue = wireValue;
        this.authentication = authentication;
        this.forwardSecret = forwardSecret;
        this.since = since;
        this.legacy = legacy;
        cbc = name().contains("_CBC_");
        tripleDes = name().contains("_3DES_");
    }

    /** The two bytes of IANA's TLS Cipher Suites registry; the constant's name is IANA's as well. */
    public int wireValue() {
        return wireValue;
    }

    public Authentication authentication() {
        return authentication;
    }

    /** Whether the key exchange is ephemeral (ECDHE). */
    public boolean forwardSecret() {
        return forwardSecret;
    }

    /** Whether only the legacy engine has it; such a suite is used where the configuration names it, never by default. */
    public boolean legacy() {
        return legacy;
    }

    /** Whether a block cipher encrypts in CBC mode: what Encrypt-then-MAC (RFC 7366) is for. */
    public boolean isCbc() {
        return cbc;
    }

    public boolean isTripleDes() {
        return tripleDes;
    }

    /** Whether the suite can be negotiated in a version: those of TLS 1.3 only there, others from their first on. */
    public boolean speaks(TlsVersion version) {
        return since == TlsVersion.TLS_1_3
                ? version == TlsVersion.TLS_1_3
                : version != TlsVersion.TLS_1_3 && version.compareTo(since) >= 0;
    }

    /** Whether the suite can be negotiated in one of some versions; asked at each handshake. */
    public boolean speaksAny(Collection<TlsVersion> versions) {
        for (TlsVersion version : versions) {
            if (speaks(version)) {
                return true;
            }
        }
        return false;
    }

    /** What is used by default in any of some versions, in the order in which the device prefers them. */
    public static List<CipherSuite> speakingAny(Collection<TlsVersion> versions) {
        return Arrays.stream(values())
                .filter(s -> !s.legacy)
                .filter(s -> s.speaksAny(versions))
                .toList();
    }

    public static Optional<CipherSuite> named(String ianaName) {
        return Optional.ofNullable(BY_NAME.get(ianaName.toUpperCase(Locale.ROOT)));
    }
}
