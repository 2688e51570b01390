package org.bumpwire.proxy.leg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.CipherSuite.Authentication;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.hello.ClientHello;

/**
 * Says which engine serves a leg: BoringSSL wherever it can do what the settings say, the legacy engine only where it
 * cannot.
 */
record EngineChoice(TlsSettings settings) {

    /** What of the settings BoringSSL lacks, in words for operators; nothing where it serves every leg. */
    List<String> beyondBoringSsl() {
        List<String> reasons = new ArrayList<>();
        if (settings.versions().contains(TlsVersion.SSL_3_0)) {
            reasons.add("SSLv3");
        }
        if (settings.cipherSuites().stream().anyMatch(CipherSuite::isTripleDes)) {
            reasons.add("3DES");
        }
        if (settings.cipherSuites().stream().anyMatch(suite -> suite.legacy() && !suite.isTripleDes())) {
            reasons.add("CBC with SHA-256 or SHA-384");
        }
        if (settings.choosesTls13Suites()) {
            reasons.add("a choice among the TLS 1.3 suites");
        }
        if (settings.encryptThenMac()) {
            reasons.add("Encrypt-then-MAC");
        }
        return reasons;
    }

    /** The server chooses, so all that is offered must be within an engine's reach. */
    Engine towardsServer(ServerOffer offer) {
        boolean oldest = offer.versions().contains(TlsVersion.SSL_3_0);
        boolean legacySuite = false;
        for (CipherSuite suite : offer.cipherSuites()) {
            legacySuite |= suite.legacy() && suite.speaksAny(offer.versions());
        }
        boolean newest = offer.versions().contains(TlsVersion.TLS_1_3) && settings.choosesTls13Suites();
        boolean needed = oldest || legacySuite || newest || offer.encryptThenMac() || offer.secp224r1();
        return needed ? Engine.LEGACY : Engine.BORING_SSL;
    }

    /**
     * The device chooses, so that what BoringSSL cannot do matters only where nothing else is left.
     *
     * @param highest of the versions that client and settings share
     */
    Engine towardsClient(ClientHello hello, Optional<TlsVersion> highest, KeyMaterial material) {
        if (highest.isEmpty()) {
            return Engine.BORING_SSL;
        }
        if (material.isOnSecp224r1() || highest.get() == TlsVersion.SSL_3_0) {
            return Engine.LEGACY;
        }
        return highest.get() == TlsVersion.TLS_1_3 ? newest(hello) : older(hello, highest.get(), material);
    }

    private Engine newest(ClientHello hello) {
        if (!settings.choosesTls13Suites()) {
            return Engine.BORING_SSL;
        }
        List<CipherSuite> offered = CipherSuite.speakingAny(List.of(TlsVersion.TLS_1_3)).stream()
                .filter(hello::offers)
                .toList();
        boolean noChoice = offered.size() == 1 && settings.cipherSuites().contains(offered.get(0));
        return noChoice ? Engine.BORING_SSL : Engine.LEGACY;
    }

    private Engine older(ClientHello hello, TlsVersion version, KeyMaterial material) {
        Authentication own = material.isRsa() ? Authentication.RSA : Authentication.ECDSA;
        boolean legacyShared = false;
        for (CipherSuite suite : settings.cipherSuites()) {
            if (suite.speaks(version) && suite.authentication() == own && hello.offers(suite)) {
                if (!suite.legacy()) {
                    boolean encryptThenMac = settings.encryptThenMac() && hello.encryptThenMac() && suite.isCbc();
                    return encryptThenMac ? Engine.LEGACY : Engine.BORING_SSL;
                }
                legacyShared = true;
            }
        }
        return legacyShared ? Engine.LEGACY : Engine.BORING_SSL;
    }
}
