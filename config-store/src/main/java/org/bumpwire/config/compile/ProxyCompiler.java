package org.bumpwire.config.compile;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.model.ServerProxy;
import org.bumpwire.config.model.ServerProxy.UpstreamCheck;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.config.schema.CertificateRequestChoice;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.ProxyContexts;
import org.bumpwire.config.schema.UpstreamCheckChoice;

/** Server proxies and client proxies. */
record ProxyCompiler(
        CertificateTable certificates, Map<String, TrustStore> trustStores, boolean encryptThenMac, Problems problems) {

    Optional<ServerProxy> server(Scope server) {
        List<Identity> identities = identities(server);
        Optional<UpstreamCheck> check = upstreamCheck(server.value(ProxyContexts.UPSTREAM_CHECK));
        Optional<CertificateRequest> request = certificateRequest(server, ProxyContexts.CERTIFICATE_REQUEST);
        if (identities.isEmpty() || check.isEmpty() || request.isEmpty() || !server.isSet(ProxyContexts.IP)) {
            return Optional.empty();
        }
        return Optional.of(new ServerProxy(
                server.name(),
                server.text(ProxyContexts.DESCRIPTION),
                server.value(ProxyContexts.IP),
                server.value(ProxyContexts.DETECTION_PORT),
                server.value(ProxyContexts.DECRYPTED_SERVICE),
                identities,
                check.get(),
                tls(server),
                server.value(ProxyContexts.LOGGING),
                server.value(ProxyContexts.SERVER_TCP_RESET),
                server.value(ProxyContexts.HTTP2_DOWNGRADE),
                request.get()));
    }

    Optional<ClientProxy> clientProxy(Scope proxy) {
        Optional<Identity> signing = identity(proxy, ProxyContexts.SIGNING_CERTIFICATE);
        Optional<Identity> untrusted = identity(proxy, ProxyContexts.UNTRUSTED_CERTIFICATE);
        if (signing.isEmpty() || untrusted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ClientProxy(
                proxy.name(),
                proxy.text(ProxyContexts.DESCRIPTION),
                signing.get(),
                untrusted.get(),
                proxy.value(ProxyContexts.DETECTION_PORT),
                proxy.value(ProxyContexts.DECRYPTED_SERVICE),
                proxy.value(ProxyContexts.MIN_KEY_LENGTH),
                proxy.value(ProxyContexts.BLOCK_INVALID),
                proxy.value(ProxyContexts.BLOCK_EXPIRED),
                tls(proxy),
                proxy.value(ProxyContexts.LOGGING),
                proxy.value(ProxyContexts.CLIENT_TCP_RESET),
                proxy.value(ProxyContexts.HTTP2_DOWNGRADE),
                proxy.value(ProxyContexts.CLEARTEXT)));
    }

    /** In the order given, each certificate once, whatever its names. */
    private List<Identity> identities(Scope server) {
        Map<Object, Identity> byCertificate = new LinkedHashMap<>();
        for (String name : server.value(ProxyContexts.CERTIFICATE)) {
            certificates
                    .identity(server, ProxyContexts.CERTIFICATE, name, problems)
                    .ifPresent(i -> byCertificate.putIfAbsent(i.certificate(), i));
        }
        return List.copyOf(byCertificate.values());
    }

    private Optional<Identity> identity(Scope proxy, LeafNode<String> leaf) {
        return proxy.optional(leaf).flatMap(name -> certificates.identity(proxy, leaf, name, problems));
    }

    private Optional<UpstreamCheck> upstreamCheck(UpstreamCheckChoice choice) {
        return switch (choice.kind()) {
            case SAME_KEY -> Optional.of(new UpstreamCheck.SameKey());
            case NONE -> Optional.of(new UpstreamCheck.Unchecked());
            case TRUST_STORE ->
                choice.trustStore()
                        .flatMap(n -> Optional.ofNullable(trustStores.get(n)))
                        .map(UpstreamCheck.Trusted::new);
        };
    }

    /** Nothing where the certificate to present cannot be had. */
    Optional<CertificateRequest> certificateRequest(Scope owner, LeafNode<CertificateRequestChoice> leaf) {
        CertificateRequestChoice choice = owner.value(leaf);
        return switch (choice.kind()) {
            case DO_NOT_DECRYPT -> Optional.of(new CertificateRequest.DoNotDecrypt());
            case WITHOUT_CERTIFICATE -> Optional.of(new CertificateRequest.WithoutCertificate());
            case PRESENT ->
                choice.certificate()
                        .flatMap(name -> certificates.identity(owner, leaf, name, problems))
                        .map(CertificateRequest.Present::new);
            case BLOCK -> Optional.of(new CertificateRequest.Block());
        };
    }

    private TlsSettings tls(Scope proxy) {
        Set<TlsVersion> versions = EnumSet.copyOf(proxy.value(ProxyContexts.PROTOCOL));
        List<CipherSuite> suites = proxy.value(ProxyContexts.CIPHER_SUITE);
        return new TlsSettings(versions, suites.isEmpty() ? CipherSuite.speakingAny(versions) : suites, encryptThenMac);
    }
}
