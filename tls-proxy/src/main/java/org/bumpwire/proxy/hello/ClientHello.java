package org.bumpwire.proxy.hello;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.CipherSuite;

/**
 * What a client offered, without the GREASE values of RFC 8701, each list in the client's order.
 *
 * @param legacyVersion the ProtocolVersion in the message itself
 * @param sni the host name, lower case and without a trailing dot; absent where none was sent or it is no host name
 * @param alpn protocol names, such as "h2" and "http/1.1"
 * @param supportedVersions of the extension; without it the versions up to {@code legacyVersion}, highest first
 * @param cipherSuites IANA's values; without the signalling values of RFC 5746 and RFC 7507
 * @param groups IANA's values; empty where the extension is absent
 * @param signatureSchemes IANA's values; empty where the extension is absent
 * @param fallback whether TLS_FALLBACK_SCSV of RFC 7507 was sent
 * @param compressionDemanded whether every compression method offered does compress
 * @param encryptedClientHello whether the extension of RFC 9849 was sent, in earnest or as GREASE
 * @param encryptThenMac whether the extension of RFC 7366 was sent
 * @param fragmented whether the message came in more than one TLS record
 */
public record ClientHello(
        int legacyVersion,
        Optional<String> sni,
        List<String> alpn,
        List<Integer> supportedVersions,
        List<Integer> cipherSuites,
        List<Integer> groups,
        List<Integer> signatureSchemes,
        boolean fallback,
        boolean compressionDemanded,
        boolean encryptedClientHello,
        boolean encryptThenMac,
        boolean fragmented) {
    public ClientHello {
        alpn = List.copyOf(alpn);
        supportedVersions = WireValues.copyOf(supportedVersions);
        cipherSuites = WireValues.copyOf(cipherSuites);
        groups = WireValues.copyOf(groups);
        signatureSchemes = WireValues.copyOf(signatureSchemes);
    }

    public boolean offers(CipherSuite suite) {
        return cipherSuites.contains(suite.wireValue());
    }
}
