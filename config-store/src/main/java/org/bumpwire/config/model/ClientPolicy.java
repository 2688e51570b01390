package org.bumpwire.config.model;

import java.util.List;
import java.util.Optional;

/**
 * Puts a client proxy into a profile (guide, chapter 6).
 *
 * @param neverDecryptSources clients whose traffic is never decrypted
 * @param alwaysDecryptSources clients whose traffic is decrypted whatever the decryption policy exempts; a client in
 *     both lists is not decrypted
 * @param certificateRequest what happens where a server asks for a client certificate
 */
public record ClientPolicy(
        String name,
        boolean enabled,
        ClientProxy clientProxy,
        Optional<DecryptionPolicy> decryptionPolicy,
        TrustStore trustStore,
        List<Cidr> neverDecryptSources,
        List<Cidr> alwaysDecryptSources,
        CertificateRequest certificateRequest) {
    public ClientPolicy {
        neverDecryptSources = List.copyOf(neverDecryptSources);
        alwaysDecryptSources = List.copyOf(alwaysDecryptSources);
    }
}
