package org.bumpwire.proxy.leg;

import java.util.List;
import java.util.Set;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a server is offered: no more than the configuration allows and no less of it than the client offered itself.
 *
 * @param cipherSuites in the configuration's order; those of TLS 1.3 the engine may add to
 * @param postQuantum whether X25519MLKEM768 is among the groups
 * @param encryptThenMac whether Encrypt-then-MAC (RFC 7366) is offered, which only the legacy engine can
 * @param secp224r1 whether certificates on that curve are asked for, which only the legacy engine can
 */
public record ServerOffer(
        Set<TlsVersion> versions,
        List<CipherSuite> cipherSuites,
        List<String> alpn,
        boolean postQuantum,
        boolean encryptThenMac,
        boolean secp224r1) {
    public ServerOffer {
        versions = Set.copyOf(versions);
        cipherSuites = List.copyOf(cipherSuites);
        alpn = List.copyOf(alpn);
    }

    /** What the newer engine can offer. */
    public ServerOffer(
            Set<TlsVersion> versions, List<CipherSuite> cipherSuites, List<String> alpn, boolean postQuantum) {
        this(versions, cipherSuites, alpn, postQuantum, false, false);
    }

    // What makes these of a record goes through method handles, which the quick compiler of the JVM leaves slow.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ServerOffer that
                && postQuantum == that.postQuantum
                && encryptThenMac == that.encryptThenMac
                && secp224r1 == that.secp224r1
                && versions.equals(that.versions)
                && cipherSuites.equals(that.cipherSuites)
                && alpn.equals(that.alpn);
    }

    @Override
    public int hashCode() {
        return (versions.hashCode() * 31 + cipherSuites.hashCode()) * 31 + alpn.hashCode();
    }
}
