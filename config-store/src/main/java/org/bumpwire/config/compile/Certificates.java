package org.bumpwire.config.compile;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.pki.DefaultCas;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.RevocationListFile;
import org.bumpwire.config.pki.Vault;
import org.bumpwire.config.schema.CertificatesContext;
import org.bumpwire.config.schema.SslInspectionContext;

/** Takes certificates and keys out of the vault, as a tree names them. */
final class Certificates {
    private final Vault vault;
    private final DefaultCas systemCas = DefaultCas.ofThisSystem();
    private final Intermediates intermediates = new Intermediates();
    private final Map<String, RevocationListFile> revocationLists = new ConcurrentHashMap<>();
    private final Map<String, DefaultCas> importedCas = new ConcurrentHashMap<>();

    Certificates(Vault vault) {
        this.vault = vault;
    }

    CertificateTable read(Scope root, Problems problems) {
        Scope certificates = root.in(CertificatesContext.NODE);
        boolean keysRest = root.in(SslInspectionContext.NODE).value(SslInspectionContext.PERSIST_PRIVATE_KEYS);
        Map<String, List<X509Certificate>> cas = new LinkedHashMap<>();
        List<RevocationListFile> lists = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (Scope ca : certificates.each(CertificatesContext.CA_CERTIFICATE)) {
            ca.optional(CertificatesContext.CA_CHAIN)
                    .flatMap(id -> chain(ca, id, problems))
                    .ifPresent(chain -> {
                        cas.put(ca.name(), chain);
                        revocationList(ca, chain, used, problems).ifPresent(lists::add);
                    });
        }
        revocationLists.keySet().retainAll(used);
        intermediates.are(cas.values());
        Map<String, Optional<Identity>> identities = new LinkedHashMap<>();
        for (Scope certificate : certificates.each(CertificatesContext.CERTIFICATE)) {
            identity(certificate, keysRest, problems).ifPresent(i -> identities.put(certificate.name(), i));
        }
        identities.values().stream()
                .flatMap(Optional::stream)
                .filter(identity -> lists.stream().anyMatch(list -> list.revokes(identity.certificate())))
                .forEach(identity -> problems.warn("certificates certificate \"%s\" was revoked by its CA: replace it"
                        .formatted(identity.name())));
        certificates.each(CertificatesContext.SIGNING_REQUEST).forEach(r -> requireReadable(r, problems));
        return new CertificateTable(identities, cas, defaultCas(certificates, problems));
    }

    /** Nothing for one that cannot be read, an empty identity for one that was never given a key. */
    private Optional<Optional<Identity>> identity(Scope certificate, boolean keysRest, Problems problems) {
        Optional<List<X509Certificate>> chain = certificate
                .optional(CertificatesContext.CERTIFICATE_CHAIN)
                .flatMap(id -> chain(certificate, id, problems));
        Optional<String> keyId = certificate.optional(CertificatesContext.CERTIFICATE_KEY);
        if (chain.isEmpty()) {
            return Optional.empty();
        }
        if (keyId.isEmpty()) {
            return Optional.of(Optional.empty());
        }
        try {
            PrivateKey key = vault.key(keyId.get());
            String chainId = certificate.value(CertificatesContext.CERTIFICATE_CHAIN);
            if (!vault.pairs().fit(chainId, keyId.get())) {
                problems.add("%s: the private key is not that of the certificate (import them together again)"
                        .formatted(certificate.path()));
                return Optional.empty();
            }
            return Optional.of(
                    Optional.of(new Identity(certificate.name(), intermediates.complete(chainId, chain.get()), key)));
        } catch (PkiException e) {
            if (keysRest) {
                problems.add("%s: %s".formatted(certificate.path(), e.getMessage()));
            } else {
                problems.warn(
                        "%s: its private key was in memory only and is gone, so what needs it blocks: import it again, or generate another, and commit"
                                .formatted(certificate.path()));
            }
            return Optional.of(Optional.of(Identity.withoutKey(certificate.name(), chain.get())));
        }
    }

    private Optional<List<X509Certificate>> chain(Scope scope, String id, Problems problems) {
        try {
            return Optional.of(vault.chain(id));
        } catch (PkiException e) {
            problems.add("%s: %s".formatted(scope.path(), e.getMessage()));
            return Optional.empty();
        }
    }

    /** One that cannot be read must not pass for one that revokes nothing. */
    private Optional<RevocationListFile> revocationList(
            Scope ca, List<X509Certificate> chain, Set<String> used, Problems problems) {
        Optional<String> id = ca.optional(CertificatesContext.CRL);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        String known =
                id.get() + " " + ca.optional(CertificatesContext.CA_CHAIN).orElse("");
        try {
            RevocationListFile list = revocationLists.get(known);
            if (list == null) {
                list = RevocationListFile.of(vault.document(id.get()), chain);
                revocationLists.put(known, list);
            }
            used.add(known);
            return Optional.of(list);
        } catch (PkiException e) {
            problems.add("%s crl: %s (import the list again, or delete this statement)"
                    .formatted(ca.path(), e.getMessage()));
            return Optional.empty();
        }
    }

    private void requireReadable(Scope request, Problems problems) {
        try {
            if (request.isSet(CertificatesContext.REQUEST)) {
                vault.document(request.optional(CertificatesContext.REQUEST).orElseThrow());
            }
        } catch (PkiException e) {
            problems.add("%s: %s (generate another)".formatted(request.path(), e.getMessage()));
        }
    }

    private Supplier<List<X509Certificate>> defaultCas(Scope certificates, Problems problems) {
        Optional<String> id = certificates.optional(CertificatesContext.DEFAULT_CA);
        if (id.isEmpty()) {
            return systemCas;
        }
        chain(certificates, id.get(), problems);
        importedCas.keySet().retainAll(Set.of(id.get()));
        return importedCas.computeIfAbsent(id.get(), i -> DefaultCas.inVault(vault, i));
    }
}
