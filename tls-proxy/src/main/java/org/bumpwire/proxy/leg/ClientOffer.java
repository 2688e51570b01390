package org.bumpwire.proxy.leg;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.CipherSuite.Authentication;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.hello.ClientHello;
import org.jspecify.annotations.Nullable;

/** What of a client's offer a proxy's settings let through: to the server, and for the choice of a certificate. */
public final class ClientOffer {
    private static final int GROUP_P224 = 21;
    private static final int GROUP_P256 = 23;
    private static final int GROUP_P384 = 24;
    private static final int GROUP_P521 = 25;
    private static final int GROUP_X25519_MLKEM768 = 0x11EC;
    private static final int ECDSA_P256_SHA256 = 0x0403;
    private static final int ECDSA_P384_SHA384 = 0x0503;
    private static final int ECDSA_P521_SHA512 = 0x0603;
    private static final int ANY_HASH_WITH_ECDSA = 3;
    private static final Set<Integer> RSA_SCHEMES = Set.of(0x0804, 0x0805, 0x0806);
    private static final int P224_BITS = 224;
    private static final String HTTP_2 = "h2";

    private final ClientHello hello;
    private final TlsSettings settings;
    private final Set<TlsVersion> versions;
    private final @Nullable TlsVersion highest;

    public ClientOffer(ClientHello hello, TlsSettings settings) {
        this.hello = hello;
        this.settings = settings;
        versions = EnumSet.noneOf(TlsVersion.class);
        TlsVersion last = null;
        // From the oldest on, as they are declared.
        for (TlsVersion version : settings.versions()) {
            if (hello.supportedVersions().contains(version.wireValue())) {
                versions.add(version);
                last = version;
            }
        }
        highest = last;
    }

    /**
     * What the server is offered: whatever client and settings have in common.
     *
     * <p>A version that no common suite speaks is left out; so a client that is up to TLS 1.3 only never gets less.
     *
     * @param http2Downgrade whether HTTP/2 is kept from the server
     * @param presented the certificate that the client will see, where that does not depend on the server
     */
    public ServerOffer towardsServer(boolean http2Downgrade, Optional<KeyMaterial> presented) {
        List<CipherSuite> suites = sharedSuites();
        Set<TlsVersion> spoken = EnumSet.noneOf(TlsVersion.class);
        for (TlsVersion version : versions) {
            if (speaksAny(suites, version)) {
                spoken.add(version);
            }
        }
        return new ServerOffer(
                spoken,
                suites,
                alpn(http2Downgrade),
                hello.groups().contains(GROUP_X25519_MLKEM768),
                settings.encryptThenMac()
                        && hello.encryptThenMac()
                        && suites.stream().anyMatch(suite -> suite.isCbc() && suite.speaksAny(spoken)),
                hello.groups().contains(GROUP_P224) && asksForSecp224r1(suites, presented));
    }

    private List<CipherSuite> sharedSuites() {
        List<CipherSuite> shared = new ArrayList<>();
        for (CipherSuite suite : settings.cipherSuites()) {
            if (hello.offers(suite)) {
                shared.add(suite);
            }
        }
        return shared;
    }

    private static boolean speaksAny(List<CipherSuite> suites, TlsVersion version) {
        for (CipherSuite suite : suites) {
            if (suite.speaks(version)) {
                return true;
            }
        }
        return false;
    }

    /** A server behind a proxy that shows such a certificate has one of its own; other sites have some where old suites are in use. */
    private static boolean asksForSecp224r1(List<CipherSuite> suites, Optional<KeyMaterial> presented) {
        return presented.map(KeyMaterial::isOnSecp224r1).orElse(false)
                || suites.stream().anyMatch(suite -> suite.legacy() && suite.authentication() == Authentication.ECDSA);
    }

    /** Who answers the client. */
    public Engine engine(KeyMaterial presented) {
        return new EngineChoice(settings).towardsClient(hello, Optional.ofNullable(highest), presented);
    }

    private List<String> alpn(boolean http2Downgrade) {
        return http2Downgrade && hello.alpn().contains(HTTP_2)
                ? hello.alpn().stream().filter(name -> !name.equals(HTTP_2)).toList()
                : hello.alpn();
    }

    /** Whether the client can be shown a certificate. */
    boolean takes(KeyMaterial material) {
        return material.isRsa() ? takesRsa() : takesEcdsa(material.curveBits());
    }

    /** Whether the client can be shown a certificate with an EC key of so many bits. */
    public boolean takesEcdsa(int bits) {
        // TLS 1.3 has no signature for secp224r1, so that with such a key an older version is spoken.
        if (speaksTls13() && bits != P224_BITS) {
            return hello.signatureSchemes().contains(scheme(bits));
        }
        boolean schemeFits = hello.signatureSchemes().isEmpty()
                || hello.signatureSchemes().stream().anyMatch(scheme -> (scheme & 0xFF) == ANY_HASH_WITH_ECDSA);
        boolean groupFits = bits == P224_BITS
                ? hello.groups().contains(GROUP_P224)
                : hello.groups().isEmpty() || hello.groups().contains(group(bits));
        return schemeFits && groupFits && sharesSuite(Authentication.ECDSA);
    }

    /** Whether the client can be shown a certificate with an RSA key. */
    public boolean takesRsa() {
        return speaksTls13()
                ? hello.signatureSchemes().stream().anyMatch(RSA_SCHEMES::contains)
                : sharesSuite(Authentication.RSA);
    }

    private boolean speaksTls13() {
        return highest == TlsVersion.TLS_1_3;
    }

    private boolean sharesSuite(Authentication authentication) {
        for (CipherSuite suite : settings.cipherSuites()) {
            if (suite.authentication() == authentication && suite.speaksAny(versions) && hello.offers(suite)) {
                return true;
            }
        }
        return false;
    }

    private static int scheme(int bits) {
        return switch (bits) {
            case 256 -> ECDSA_P256_SHA256;
            case 384 -> ECDSA_P384_SHA384;
            default -> ECDSA_P521_SHA512;
        };
    }

    private static int group(int bits) {
        return switch (bits) {
            case 256 -> GROUP_P256;
            case 384 -> GROUP_P384;
            default -> GROUP_P521;
        };
    }
}
