package org.bumpwire.proxy.leg;

import java.util.Optional;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;

/**
 * What a leg negotiated.
 *
 * @param group IANA's name of the key exchange's group; empty for a static RSA key exchange
 * @param alpn the protocol; empty where none was negotiated
 */
public record LegParameters(
        TlsVersion version, CipherSuite cipherSuite, String group, boolean resumed, Optional<String> alpn) {}
