package org.bumpwire.shell.login.ldap;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.util.ssl.SSLSocketVerifier;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.bumpwire.config.type.ServerNameType;
import org.bumpwire.config.type.ValueException;

/**
 * Holds a server's certificate against the host that is configured (RFC 9525): by subjectAltName alone, an address only by
 * an address; a wildcard is one whole leftmost label. The library's own way would ask the DNS for names of an address.
 */
final class ServerIdentity extends SSLSocketVerifier {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private final String host;

    /** @param host canonical, as the configuration keeps it */
    ServerIdentity(String host) {
        this.host = host;
    }

    @Override
    public void verifySSLSocket(String connectedTo, int port, SSLSocket socket) throws LDAPException {
        try {
            X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            if (isFor(certificate)) {
                return;
            }
            throw new LDAPException(
                    ResultCode.CONNECT_ERROR,
                    "The certificate '%s' is not for host '%s'".formatted(certificate.getSubjectX500Principal(), host));
        } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
            throw new LDAPException(ResultCode.CONNECT_ERROR, "The server's certificate cannot be read", e);
        }
    }

    private boolean isFor(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        boolean address = ADDRESS.matcher(host).matches();
        return names != null
                && names.stream()
                        .anyMatch(name -> name.get(0).equals(address ? IP_ADDRESS : DNS_NAME)
                                && (address
                                        ? isAddress(String.valueOf(name.get(1)))
                                        : isName(String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))));
    }

    private boolean isAddress(String certified) {
        try {
            return new ServerNameType().parse(certified).equals(host);
        } catch (ValueException e) {
            return false;
        }
    }

    private boolean isName(String certified) {
        String wanted = host.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        return certified.equals(wanted)
                || (certified.startsWith("*.")
                        && dot > 0
                        && certified.substring(1).equals(wanted.substring(dot)));
    }
}
