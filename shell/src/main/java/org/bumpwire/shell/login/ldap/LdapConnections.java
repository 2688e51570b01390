package org.bumpwire.shell.login.ldap;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.extensions.StartTLSExtendedRequest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bumpwire.config.model.RemoteServer;

/** Connections to LDAP servers: never without TLS, to nobody else than the host that is configured. */
final class LdapConnections {
    private LdapConnections() {}

    static LDAPConnection open(RemoteServer.Ldap server) throws LDAPException, GeneralSecurityException {
        SSLContext tls = trusting(server.trusted());
        return switch (server.encryption()) {
            case LDAPS -> new LDAPConnection(tls.getSocketFactory(), options(server), server.host(), server.port());
            case START_TLS -> startTls(new LDAPConnection(options(server), server.host(), server.port()), tls);
        };
    }

    private static LDAPConnection startTls(LDAPConnection clear, SSLContext tls) throws LDAPException {
        boolean encrypted = false;
        try {
            ResultCode result = clear.processExtendedOperation(new StartTLSExtendedRequest(tls))
                    .getResultCode();
            if (!result.equals(ResultCode.SUCCESS)) {
                throw new LDAPException(result, "The server refuses StartTLS");
            }
            encrypted = true;
            return clear;
        } finally {
            if (!encrypted) {
                clear.close();
            }
        }
    }

    private static LDAPConnectionOptions options(RemoteServer.Ldap server) {
        LDAPConnectionOptions options = new LDAPConnectionOptions();
        options.setUseSynchronousMode(true);
        options.setConnectTimeoutMillis((int) server.timeout().toMillis());
        options.setResponseTimeoutMillis(server.timeout().toMillis());
        options.setFollowReferrals(false);
        options.setSSLSocketVerifier(new ServerIdentity(server.host()));
        return options;
    }

    private static SSLContext trusting(List<X509Certificate> cas) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        for (int i = 0; i < cas.size(); i++) {
            store.setCertificateEntry("ca" + i, cas.get(i));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
