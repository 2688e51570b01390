package org.bumpwire.proxy.flow;

import org.bumpwire.journal.SslInspectionRecord;

/**
 * What a TLS handshake settled on one leg.
 *
 * @param version as JSSE names it, such as "TLSv1.3"
 * @param cipherSuite IANA's name
 * @param group the key exchange's group, such as "X25519MLKEM768"; empty where unknown or none was used
 * @param authentication key type of the certificate that was shown, "RSA" or "EC"; empty where unknown
 * @param alpn the protocol agreed on; empty where none was
 */
public record LegParameters(
        String version, String cipherSuite, String group, String authentication, boolean resumed, String alpn) {

    SslInspectionRecord.Leg journalled() {
        return new SslInspectionRecord.Leg(version, cipherSuite, group, resumed, PeerText.clean(alpn));
    }
}
