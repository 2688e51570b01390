package org.bumpwire.proxy.leg;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.model.Identity;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of a server proxy, found by the name that a client asks for: exact before wildcard before the first
 * that was configured, and of those the first whose key the client can use.
 */
public final class ServerCertificates {
    private static final int TYPE_DNS_NAME = 2;

    private final List<X509Certificate> certificates = new ArrayList<>();
    private final List<KeyMaterial> firstOfEachKind = new ArrayList<>();
    private final Map<String, List<KeyMaterial>> byName = new HashMap<>();

    /**
     * @throws GeneralSecurityException whose message names the certificate that the TLS engine does not take
     */
    public ServerCertificates(List<Identity> identities) throws GeneralSecurityException {
        for (Identity identity : identities) {
            KeyMaterial material;
            try {
                material = KeyMaterial.of(identity.chain(), identity.privateKey());
            } catch (GeneralSecurityException e) {
                throw new GeneralSecurityException(
                        "Certificate '%s': %s".formatted(identity.name(), e.getMessage()), e);
            }
            certificates.add(material.certificate());
            addIfFirstOfItsKind(material, firstOfEachKind);
            for (String name : names(material.certificate())) {
                addIfFirstOfItsKind(material, byName.computeIfAbsent(name, n -> new ArrayList<>()));
            }
        }
    }

    /** Who can use a key can use any of its kind, so the others would never be chosen. */
    private static void addIfFirstOfItsKind(KeyMaterial material, List<KeyMaterial> chosen) {
        if (chosen.stream().noneMatch(one -> one.curveBits() == material.curveBits())) {
            chosen.add(material);
        }
    }

    /** Nothing where the client can use the key of none. */
    public Optional<KeyMaterial> select(Optional<String> sni, ClientOffer offer) {
        @Nullable KeyMaterial chosen = null;
        if (sni.isPresent()) {
            String name = sni.get();
            chosen = firstUsable(byName.get(name), offer);
            if (chosen == null) {
                chosen = firstUsable(byName.get("*" + name.substring(Math.max(0, name.indexOf('.')))), offer);
            }
        }
        return Optional.ofNullable(chosen == null ? firstUsable(firstOfEachKind, offer) : chosen);
    }

    private static @Nullable KeyMaterial firstUsable(@Nullable List<KeyMaterial> candidates, ClientOffer offer) {
        if (candidates != null) {
            for (KeyMaterial candidate : candidates) {
                if (offer.takes(candidate)) {
                    return candidate;
                }
            }
        }
        return null;
    }

    public List<X509Certificate> certificates() {
        return List.copyOf(certificates);
    }

    /** Whether one of them needs the legacy engine. */
    public boolean hasSecp224r1() {
        return firstOfEachKind.stream().anyMatch(KeyMaterial::isOnSecp224r1);
    }

    private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives == null) {
            return List.of();
        }
        return alternatives.stream()
                .filter(name -> name.get(0).equals(TYPE_DNS_NAME))
                .map(name -> ((String) name.get(1)).toLowerCase(Locale.ROOT))
                .toList();
    }
}
