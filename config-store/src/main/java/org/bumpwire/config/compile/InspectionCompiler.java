package org.bumpwire.config.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.Category;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.config.model.ClientPolicy;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.config.model.DecryptionPolicy;
import org.bumpwire.config.model.Exclusions;
import org.bumpwire.config.model.Profile;
import org.bumpwire.config.model.ServerPolicy;
import org.bumpwire.config.model.ServerProxy;
import org.bumpwire.config.model.SslInspection;
import org.bumpwire.config.model.TrustStore;
import org.bumpwire.config.schema.ContextNode;
import org.bumpwire.config.schema.ProfileContexts;
import org.bumpwire.config.schema.ProxyContexts;
import org.bumpwire.config.schema.SslInspectionContext;
import org.bumpwire.config.schema.TrustContexts;

/** TLS inspection: each kind of object by name, those first that others name. */
final class InspectionCompiler {
    private final Scope sslinsp;
    private final Map<String, TrustStore> trustStores;
    private final Map<String, Category> categories;
    private final Map<String, DecryptionPolicy> decryptionPolicies;
    private final Map<String, ServerProxy> servers;
    private final Map<String, ClientProxy> clientProxies;
    private final Map<String, Profile> profiles;
    private final ProxyCompiler proxies;

    InspectionCompiler(Scope root, CertificateTable certificates, DomainLists domainLists, Problems problems) {
        this.sslinsp = root.in(SslInspectionContext.NODE);
        this.categories = each(TrustContexts.CATEGORY, s -> category(s, domainLists, problems));
        this.trustStores = each(TrustContexts.TRUST_STORE, s -> Optional.of(trustStore(s, certificates)));
        this.decryptionPolicies = each(TrustContexts.DECRYPTION_POLICY, this::decryptionPolicy);
        this.proxies = new ProxyCompiler(
                certificates, trustStores, sslinsp.value(SslInspectionContext.ENCRYPT_THEN_MAC), problems);
        this.servers = each(ProxyContexts.SERVER, proxies::server);
        this.clientProxies = each(ProxyContexts.CLIENT_PROXY, proxies::clientProxy);
        this.profiles = each(ProfileContexts.PROFILE, s -> Optional.of(profile(s)));
    }

    /** By name. */
    Map<String, Profile> profiles() {
        return profiles;
    }

    SslInspection sslInspection() {
        Scope limit = sslinsp.in(SslInspectionContext.LIMIT);
        return new SslInspection(
                sslinsp.value(SslInspectionContext.CLIENT),
                sslinsp.value(SslInspectionContext.SERVER),
                sslinsp.value(SslInspectionContext.PERSIST_PRIVATE_KEYS),
                limit.value(SslInspectionContext.MAX_CONNECTIONS),
                limit.value(SslInspectionContext.OVER_LIMIT),
                timeouts(sslinsp.in(SslInspectionContext.TIMEOUT)),
                sslinsp.value(SslInspectionContext.SESSION_RESUMPTION),
                exclusions(sslinsp.in(SslInspectionContext.EXCLUSIONS)),
                List.copyOf(servers.values()),
                List.copyOf(clientProxies.values()),
                List.copyOf(trustStores.values()),
                List.copyOf(categories.values()),
                List.copyOf(decryptionPolicies.values()),
                List.copyOf(profiles.values()));
    }

    private static SslInspection.Timeouts timeouts(Scope timeout) {
        return new SslInspection.Timeouts(
                timeout.value(SslInspectionContext.HELLO_TIMEOUT),
                timeout.value(SslInspectionContext.CONNECT_TIMEOUT),
                timeout.value(SslInspectionContext.HANDSHAKE_TIMEOUT),
                timeout.value(SslInspectionContext.IDLE_TIMEOUT));
    }

    private Exclusions exclusions(Scope exclusions) {
        return new Exclusions(
                sslinsp.value(SslInspectionContext.SNI_TRUST),
                exclusions.value(SslInspectionContext.TIME_TO_LIVE),
                new Exclusions.Learning(
                        exclusions.value(SslInspectionContext.LEARN),
                        exclusions.value(SslInspectionContext.FAILURES),
                        exclusions.value(SslInspectionContext.CLIENTS),
                        exclusions.value(SslInspectionContext.SCOPE)));
    }

    private static TrustStore trustStore(Scope store, CertificateTable certificates) {
        return new TrustStore(
                store.name(),
                store.text(TrustContexts.DESCRIPTION),
                store.value(TrustContexts.CA_CERTIFICATE).stream()
                        .flatMap(n -> certificates.cas().getOrDefault(n, List.of()).stream())
                        .distinct()
                        .toList(),
                store.value(TrustContexts.INCLUDE_DEFAULT_CA) ? certificates.defaultCas() : List::of,
                lookups(store));
    }

    private static TrustStore.Lookups lookups(Scope store) {
        Scope revocation = store.in(TrustContexts.REVOCATION);
        return new TrustStore.Lookups(
                revocation.value(TrustContexts.STAPLE),
                revocation.value(TrustContexts.OCSP),
                revocation.value(TrustContexts.CRL),
                revocation.value(TrustContexts.FAILURE),
                store.value(TrustContexts.FETCH_INTERMEDIATES));
    }

    private static Optional<Category> category(Scope category, DomainLists lists, Problems problems) {
        return category.optional(TrustContexts.CATEGORY_DOMAINS)
                .flatMap(id -> lists.find(category, id, problems))
                .map(domains ->
                        new Category(category.name(), category.text(TrustContexts.CATEGORY_DESCRIPTION), domains));
    }

    /** Nothing where a category is lost: without it, the policy would decrypt too much. */
    private Optional<DecryptionPolicy> decryptionPolicy(Scope policy) {
        Scope exempt = policy.in(TrustContexts.NEVER_DECRYPT);
        List<String> named = exempt.value(TrustContexts.NEVER_DECRYPT_CATEGORY);
        List<Category> exemptCategories = named.stream()
                .flatMap(name -> Stream.ofNullable(categories.get(name)))
                .toList();
        if (exemptCategories.size() < named.size()) {
            return Optional.empty();
        }
        return Optional.of(new DecryptionPolicy(
                policy.name(),
                policy.text(TrustContexts.DESCRIPTION),
                exempt.value(TrustContexts.NEVER_DECRYPT_DOMAIN),
                exemptCategories,
                policy.in(TrustContexts.OVERRIDE).value(TrustContexts.OVERRIDE_DOMAIN)));
    }

    private Profile profile(Scope profile) {
        return new Profile(
                profile.name(),
                profile.each(ProfileContexts.SERVER_POLICY).stream()
                        .flatMap(p -> serverPolicy(p).stream())
                        .toList(),
                profile.each(ProfileContexts.CLIENT_POLICY).stream()
                        .flatMap(p -> clientPolicy(p).stream())
                        .toList());
    }

    private Optional<ServerPolicy> serverPolicy(Scope policy) {
        return policy.optional(ProfileContexts.SERVER)
                .flatMap(n -> Optional.ofNullable(servers.get(n)))
                .map(server -> new ServerPolicy(
                        policy.name(),
                        policy.value(ProfileContexts.STATE),
                        server,
                        policy.value(ProfileContexts.SOURCE_EXCEPTION)));
    }

    private Optional<ClientPolicy> clientPolicy(Scope policy) {
        Optional<ClientProxy> proxy =
                policy.optional(ProfileContexts.CLIENT_PROXY).flatMap(n -> Optional.ofNullable(clientProxies.get(n)));
        Optional<TrustStore> trustStore =
                policy.optional(ProfileContexts.TRUST_STORE).flatMap(n -> Optional.ofNullable(trustStores.get(n)));
        Optional<DecryptionPolicy> decryption = policy.optional(ProfileContexts.DECRYPTION_POLICY)
                .flatMap(n -> Optional.ofNullable(decryptionPolicies.get(n)));
        // A policy whose exemptions are lost would decrypt too much, so it is left out rather than kept without them.
        boolean exemptionsLost = decryption.isEmpty() && policy.isSet(ProfileContexts.DECRYPTION_POLICY);
        Optional<CertificateRequest> request = proxies.certificateRequest(policy, ProfileContexts.CERTIFICATE_REQUEST);
        if (proxy.isEmpty() || trustStore.isEmpty() || request.isEmpty() || exemptionsLost) {
            return Optional.empty();
        }
        return Optional.of(new ClientPolicy(
                policy.name(),
                policy.value(ProfileContexts.STATE),
                proxy.get(),
                decryption,
                trustStore.get(),
                policy.value(ProfileContexts.NEVER_DECRYPT),
                policy.value(ProfileContexts.ALWAYS_DECRYPT),
                request.get()));
    }

    private <T> Map<String, T> each(ContextNode named, Function<Scope, Optional<T>> compiled) {
        Map<String, T> byName = new LinkedHashMap<>();
        for (Scope scope : sslinsp.each(named)) {
            compiled.apply(scope).ifPresent(t -> byName.put(scope.name(), t));
        }
        return byName;
    }
}
