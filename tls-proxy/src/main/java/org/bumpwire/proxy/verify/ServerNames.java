package org.bumpwire.proxy.verify;

import io.netty.util.NetUtil;
import java.net.IDN;
import java.nio.ByteBuffer;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.proxy.verify.Finding.Rule;

/**
 * The names of a certificate, after RFC 9525: those of subjectAltName and never the common name; a wildcard only as
 * the whole leftmost label, for exactly one label, and never right below a registry's domain; IP addresses only as such.
 *
 * <p>Parsed once for a certificate, so that a host name costs the same whether there is one name or 10,000.
 */
final class ServerNames {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final String STANDARD = "RFC 9525, section 6";

    private final Set<String> exact = new HashSet<>();
    private final Set<String> wildcardParents = new HashSet<>();
    private final Set<ByteBuffer> addresses = new HashSet<>();

    static final ServerNames NONE = new ServerNames();

    private ServerNames() {}

    static ServerNames of(X509Certificate certificate) {
        ServerNames names = new ServerNames();
        for (List<?> name : alternativeNames(certificate)) {
            if (name.get(0).equals(DNS_NAME) && name.get(1) instanceof String dns) {
                names.addDns(dns.toLowerCase(Locale.ROOT));
            } else if (name.get(0).equals(IP_ADDRESS) && name.get(1) instanceof String ip) {
                names.addAddress(ip);
            }
        }
        return names;
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }

    private void addDns(String name) {
        if (name.startsWith("*.")) {
            String parent = name.substring(2);
            if (parent.indexOf('*') < 0 && parent.indexOf('.') > 0 && !PublicSuffixes.include(parent)) {
                wildcardParents.add(parent);
            }
        } else if (name.indexOf('*') < 0) {
            exact.add(name);
        }
    }

    private void addAddress(String ip) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(ip);
        if (bytes != null) {
            addresses.add(ByteBuffer.wrap(bytes));
        }
    }

    boolean isEmpty() {
        return exact.isEmpty() && wildcardParents.isEmpty() && addresses.isEmpty();
    }

    /** What is wrong if a client asked for this host name or IP address; nothing if it is one of the names. */
    Optional<Finding> mismatch(String reference) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(reference);
        boolean covered = address == null ? coversHost(reference) : addresses.contains(ByteBuffer.wrap(address));
        if (covered) {
            return Optional.empty();
        }
        String sentence = isEmpty()
                ? "Names no host in subjectAltName, which alone counts"
                : "Is not for '%s'".formatted(reference);
        return Optional.of(new Finding(Rule.HOST_NAME, 0, sentence, STANDARD));
    }

    private boolean coversHost(String reference) {
        String host = ascii(reference).toLowerCase(Locale.ROOT);
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        if (exact.contains(host)) {
            return true;
        }
        int dot = host.indexOf('.');
        return dot > 0 && wildcardParents.contains(host.substring(dot + 1));
    }

    private static String ascii(String name) {
        try {
            return IDN.toASCII(name);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
