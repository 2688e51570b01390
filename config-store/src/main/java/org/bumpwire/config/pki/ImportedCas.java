package org.bumpwire.config.pki;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * CA certificates read from a file, not yet stored.
 *
 * @param certificates at least one, without duplicates, in the order of the file
 * @param warnings what was left out and what the operator should know, a sentence each
 */
public record ImportedCas(List<X509Certificate> certificates, List<String> warnings) {
    public ImportedCas {
        certificates = List.copyOf(certificates);
        warnings = List.copyOf(warnings);
    }
}
