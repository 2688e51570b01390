package org.bumpwire.config.compile;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bumpwire.config.check.Problems;
import org.bumpwire.config.model.Identity;
import org.bumpwire.config.schema.LeafNode;

/**
 * The certificates of a tree by their names.
 *
 * @param byName those that can be read; empty where there is no private key
 */
record CertificateTable(
        Map<String, Optional<Identity>> byName,
        Map<String, List<X509Certificate>> cas,
        Supplier<List<X509Certificate>> defaultCas) {

    List<Identity> identities() {
        return byName.values().stream().flatMap(Optional::stream).toList();
    }

    /** The certificate that a leaf of {@code user} names; without a key it is a problem of that leaf. */
    Optional<Identity> identity(Scope user, LeafNode<?> leaf, String name, Problems problems) {
        Optional<Identity> identity = byName.getOrDefault(name, Optional.empty());
        if (byName.containsKey(name) && identity.isEmpty()) {
            problems.add("%s %s: certificate \"%s\" has no private key (import it with its key: %s)"
                    .formatted(
                            user.path(),
                            leaf,
                            name,
                            "certificates certificate \"" + name + "\" import pem FILE key FILE"));
        }
        return identity;
    }
}
