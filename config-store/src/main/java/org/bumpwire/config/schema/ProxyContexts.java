package org.bumpwire.config.schema;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.Cidr;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.Cleartext;
import org.bumpwire.config.model.DecryptedService;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.PortRange;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.config.type.NumberType;
import org.bumpwire.config.type.PortRangeType;
import org.bumpwire.config.type.WordType;

/** {@code sslinsp server NAME} and {@code sslinsp client-proxy NAME}. */
public final class ProxyContexts {
    public static final LeafNode<String> DESCRIPTION = Common.description();
    public static final LeafNode<List<PortRange>> DETECTION_PORT = LeafNode.list(
                    "detection-port", new PortRangeType(), "TCP ports of the traffic that is meant")
            .defaultsTo("443");
    public static final LeafNode<DecryptedService> DECRYPTED_SERVICE = LeafNode.of(
                    "decrypted-service",
                    WordType.ofEnum(DecryptedService.class, ProxyContexts::help),
                    "The protocol expected in the clear text")
            .defaultsTo("http");
    public static final LeafNode<List<TlsVersion>> PROTOCOL = LeafNode.list(
                    "protocol",
                    WordType.of("VERSION", List.of(TlsVersion.values()), TlsVersion::operatorName, ProxyContexts::help),
                    "TLS versions that both sides may speak, without a gap")
            .defaultsTo("TLSv1.2", "TLSv1.3");
    public static final LeafNode<List<CipherSuite>> CIPHER_SUITE = LeafNode.list(
                    "cipher-suite",
                    WordType.of("SUITE", List.of(CipherSuite.values()), CipherSuite::name, ProxyContexts::help),
                    "Cipher suites that both sides may use, the preferred first")
            .inOrder()
            .whenUnset("all modern ones that the protocols can use");
    public static final LeafNode<Boolean> LOGGING =
            Common.toggle("logging", "enable", "Whether every session is logged; failures and blocks always are");
    public static final LeafNode<Boolean> SERVER_TCP_RESET =
            Common.toggle("tcp-reset", "disable", "Whether the server gets a TCP reset for a blocked session");
    public static final LeafNode<Boolean> CLIENT_TCP_RESET =
            Common.toggle("tcp-reset", "disable", "Whether the client gets a TCP reset for a blocked session");
    public static final LeafNode<Boolean> HTTP2_DOWNGRADE =
            Common.toggle("http2-downgrade", "disable", "Whether HTTP/2 is not offered, so that HTTP/1.1 is used");

    public static final LeafNode<List<Cidr>> IP =
            LeafNode.list("ip", Common.CIDR, "Addresses of the servers").mandatory();
    public static final LeafNode<List<String>> CERTIFICATE = LeafNode.list(
                    "certificate", Common.CERTIFICATE, "Certificates of the servers; the first for unknown names")
            .inOrder()
            .mandatory();
    public static final LeafNode<UpstreamCheckChoice> UPSTREAM_CHECK = UpstreamCheckChoice.LEAF;
    public static final LeafNode<CertificateRequestChoice> CERTIFICATE_REQUEST =
            CertificateRequestChoice.leaf("without-certificate");

    public static final ContextNode SERVER = ContextNode.named(
                    "server",
                    Common.SERVER_NAME,
                    "Servers whose certificates and keys the device holds",
                    DESCRIPTION,
                    IP,
                    DETECTION_PORT,
                    DECRYPTED_SERVICE,
                    CERTIFICATE,
                    UPSTREAM_CHECK,
                    CERTIFICATE_REQUEST,
                    PROTOCOL,
                    CIPHER_SUITE,
                    LOGGING,
                    SERVER_TCP_RESET,
                    HTTP2_DOWNGRADE)
            .needing(Capability.SSL_SERVERS)
            .groupedAs(GroupedObject.SERVER);

    /** The certificate that every device makes for itself at its first start; the guide's name for it, chapter 10. */
    public static final String UNTRUSTED_CA = "Untrusted Server CA";

    public static final LeafNode<String> SIGNING_CERTIFICATE = LeafNode.of(
                    "signing-certificate", Common.CERTIFICATE, "The CA that signs copies of good certificates")
            .mandatory();
    public static final LeafNode<String> UNTRUSTED_CERTIFICATE = LeafNode.of(
                    "untrusted-certificate",
                    Common.CERTIFICATE,
                    "The CA that signs copies of bad certificates, which clients must not trust")
            .defaultsTo(UNTRUSTED_CA);
    public static final LeafNode<Integer> MIN_KEY_LENGTH = LeafNode.of(
                    "min-key-length",
                    new NumberType("BITS", "Bits", 512, 16_384),
                    "The shortest RSA key that a server's certificate may have")
            .defaultsTo("2048");
    public static final LeafNode<Boolean> BLOCK_INVALID =
            Common.toggle("block-invalid", "disable", "Whether sessions to servers with invalid certificates end");
    public static final LeafNode<Boolean> BLOCK_EXPIRED =
            Common.toggle("block-expired", "disable", "Whether sessions to servers with expired certificates end");

    public static final LeafNode<Cleartext> CLEARTEXT = LeafNode.of(
                    "cleartext",
                    WordType.ofEnum(Cleartext.class, ProxyContexts::help),
                    "What happens to connections to these ports that do not begin with TLS")
            .defaultsTo("block");

    public static final ContextNode CLIENT_PROXY = ContextNode.named(
                    "client-proxy",
                    Common.OBJECT_NAME,
                    "Which outbound TLS is intercepted, and what its clients are shown",
                    DESCRIPTION,
                    SIGNING_CERTIFICATE,
                    UNTRUSTED_CERTIFICATE,
                    DETECTION_PORT,
                    DECRYPTED_SERVICE,
                    MIN_KEY_LENGTH,
                    BLOCK_INVALID,
                    BLOCK_EXPIRED,
                    CLEARTEXT,
                    PROTOCOL,
                    CIPHER_SUITE,
                    LOGGING,
                    CLIENT_TCP_RESET,
                    HTTP2_DOWNGRADE)
            .needing(Capability.SSL_CLIENT_PROXIES)
            .groupedAs(GroupedObject.CLIENT_PROXY);

    private ProxyContexts() {}

    private static String help(DecryptedService service) {
        return switch (service) {
            case HTTP -> "Web traffic";
            case IMAP, POP3, SMTP -> "Mail";
            case OTHER -> "Anything else";
        };
    }

    private static String help(Cleartext action) {
        return switch (action) {
            case BLOCK -> "They are closed";
            case BYPASS -> "They pass without inspection, as STARTTLS needs";
        };
    }

    private static String help(TlsVersion version) {
        return switch (version) {
            case SSL_3_0 -> "Broken (RFC 7568); legacy engine; goes only with every TLS version";
            case TLS_1_0, TLS_1_1 -> "Outdated (RFC 8996)";
            case TLS_1_2, TLS_1_3 -> "Considered safe";
        };
    }

    private static String help(CipherSuite suite) {
        String secrecy = suite.forwardSecret() ? "With forward secrecy" : "Without forward secrecy";
        return suite.legacy() ? secrecy + "; legacy engine" : secrecy;
    }
}
