package org.bumpwire.proxy.policy;

import java.net.InetAddress;
import java.util.Optional;
import org.bumpwire.config.model.CertificateRequest;
import org.bumpwire.config.model.Cleartext;
import org.bumpwire.config.model.ClientPolicy;
import org.bumpwire.config.model.DecryptedService;
import org.bumpwire.config.model.ServerPolicy;
import org.bumpwire.config.model.TlsSettings;

/** The policy of a profile that governs a flow, ready to be asked. */
public sealed interface MatchedPolicy {
    <R> R match(Cases<R> cases);

    String profileName();

    /** The policy's own name. */
    String name();

    /** Name of the server or client proxy that the policy puts to use. */
    String proxyName();

    /** The statement that made that proxy, such as {@code sslinsp client-proxy X}. */
    String proxyPath();

    /** The statement that made the decryption policy that it follows; empty for none. */
    String decryptionPolicyPath();

    /** The statement that made the policy, such as {@code sslinsp profile P client-policy C}. */
    String path();

    /** "inbound" for server inspection, "outbound" for client inspection, as in the session record. */
    String direction();

    TlsSettings tls();

    DecryptedService decryptedService();

    /** Whether inspected sessions that ended well are journalled too. */
    boolean logging();

    /** Whether the client gets a TCP reset when its session is blocked. */
    boolean resetsClient();

    /** Whether the server gets a TCP reset when a session to it is blocked. */
    boolean resetsServer();

    boolean downgradesHttp2();

    /** Whether connections that do not begin with TLS pass. */
    boolean passesCleartext();

    /** What happens where the server asks for a client certificate. */
    CertificateRequest certificateRequest();

    /** The statement that says so. */
    String certificateRequestPath();

    /** Whether everything from a client is decrypted, whatever is exempt. */
    boolean alwaysDecrypts(InetAddress source);

    /** Whether a host name is in a domain that is never decrypted. */
    boolean exempts(String hostName);

    /** Server inspection. */
    final class Server implements MatchedPolicy {
        private final String profileName;
        private final ServerPolicy policy;
        private final String path;
        private final AddressIndex<String> sourceExceptions;

        Server(String profileName, ServerPolicy policy) {
            this.profileName = profileName;
            this.policy = policy;
            path = ConfigText.path("sslinsp", "profile", profileName, "server-policy", policy.name());
            sourceExceptions = AddressIndex.of(policy.sourceExceptions());
        }

        public ServerPolicy policy() {
            return policy;
        }

        /** The source exception that a client is in. */
        Optional<String> sourceException(InetAddress source) {
            return sourceExceptions.first(source);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.server(this);
        }

        @Override
        public String profileName() {
            return profileName;
        }

        @Override
        public String name() {
            return policy.name();
        }

        @Override
        public String proxyName() {
            return policy.server().name();
        }

        @Override
        public String proxyPath() {
            return ConfigText.path("sslinsp", "server", proxyName());
        }

        @Override
        public String decryptionPolicyPath() {
            return "";
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public String direction() {
            return "inbound";
        }

        @Override
        public TlsSettings tls() {
            return policy.server().tls();
        }

        @Override
        public DecryptedService decryptedService() {
            return policy.server().decryptedService();
        }

        @Override
        public boolean logging() {
            return policy.server().logging();
        }

        @Override
        public boolean resetsClient() {
            return false;
        }

        @Override
        public boolean resetsServer() {
            return policy.server().tcpReset();
        }

        @Override
        public boolean downgradesHttp2() {
            return policy.server().http2Downgrade();
        }

        @Override
        public boolean passesCleartext() {
            return false;
        }

        @Override
        public CertificateRequest certificateRequest() {
            return policy.server().certificateRequest();
        }

        @Override
        public String certificateRequestPath() {
            return proxyPath() + " client-certificate-request";
        }

        @Override
        public boolean alwaysDecrypts(InetAddress source) {
            return false;
        }

        @Override
        public boolean exempts(String hostName) {
            return false;
        }
    }

    /** Client inspection. */
    final class Client implements MatchedPolicy {
        private final String profileName;
        private final ClientPolicy policy;
        private final String path;
        private final String neverDecryptPath;
        private final String alwaysDecryptPath;
        private final AddressIndex<String> neverDecryptSources;
        private final AddressIndex<String> alwaysDecryptSources;
        private final ExemptDomains exemptDomains;

        Client(String profileName, ClientPolicy policy, ExemptDomains exemptDomains) {
            this.profileName = profileName;
            this.policy = policy;
            this.exemptDomains = exemptDomains;
            path = ConfigText.path("sslinsp", "profile", profileName, "client-policy", policy.name());
            neverDecryptPath = path + " never-decrypt";
            alwaysDecryptPath = path + " always-decrypt";
            neverDecryptSources = AddressIndex.of(policy.neverDecryptSources());
            alwaysDecryptSources = AddressIndex.of(policy.alwaysDecryptSources());
        }

        public ClientPolicy policy() {
            return policy;
        }

        String neverDecryptPath() {
            return neverDecryptPath;
        }

        String alwaysDecryptPath() {
            return alwaysDecryptPath;
        }

        /** The never-decrypt source that a client is in. */
        Optional<String> neverDecryptSource(InetAddress source) {
            return neverDecryptSources.first(source);
        }

        /** The always-decrypt source that a client is in. */
        Optional<String> alwaysDecryptSource(InetAddress source) {
            return alwaysDecryptSources.first(source);
        }

        ExemptDomains exemptDomains() {
            return exemptDomains;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.client(this);
        }

        @Override
        public String profileName() {
            return profileName;
        }

        @Override
        public String name() {
            return policy.name();
        }

        @Override
        public String proxyName() {
            return policy.clientProxy().name();
        }

        @Override
        public String proxyPath() {
            return ConfigText.path("sslinsp", "client-proxy", proxyName());
        }

        @Override
        public String decryptionPolicyPath() {
            return policy.decryptionPolicy()
                    .map(followed -> ConfigText.path("sslinsp", "decryption-policy", followed.name()))
                    .orElse("");
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public String direction() {
            return "outbound";
        }

        @Override
        public TlsSettings tls() {
            return policy.clientProxy().tls();
        }

        @Override
        public DecryptedService decryptedService() {
            return policy.clientProxy().decryptedService();
        }

        @Override
        public boolean logging() {
            return policy.clientProxy().logging();
        }

        @Override
        public boolean resetsClient() {
            return policy.clientProxy().tcpReset();
        }

        @Override
        public boolean resetsServer() {
            return false;
        }

        @Override
        public boolean downgradesHttp2() {
            return policy.clientProxy().http2Downgrade();
        }

        @Override
        public boolean passesCleartext() {
            return policy.clientProxy().cleartext() == Cleartext.BYPASS;
        }

        @Override
        public CertificateRequest certificateRequest() {
            return policy.certificateRequest();
        }

        @Override
        public String certificateRequestPath() {
            return path + " client-certificate-request";
        }

        @Override
        public boolean alwaysDecrypts(InetAddress source) {
            return alwaysDecryptSource(source).isPresent();
        }

        @Override
        public boolean exempts(String hostName) {
            return exemptDomains.covers(hostName);
        }
    }

    /** One method a kind of policy. */
    interface Cases<R> {
        R server(Server policy);

        R client(Client policy);
    }
}
