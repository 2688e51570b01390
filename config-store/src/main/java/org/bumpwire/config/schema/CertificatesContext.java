package org.bumpwire.config.schema;

import java.util.Locale;
import org.bumpwire.config.model.User.Role;
import org.bumpwire.config.schema.ActionNode.Argument;
import org.bumpwire.config.type.NumberType;
import org.bumpwire.config.type.ObjectIdType;
import org.bumpwire.config.type.TextType;
import org.bumpwire.config.type.WordType;

/** {@code certificates}: the device's certificates with their keys, and the CAs that it trusts. */
public final class CertificatesContext {
    private static final ObjectIdType OBJECT_ID = new ObjectIdType();
    private static final TextType FILE = TextType.file();
    private static final TextType NAME_PART = TextType.upTo(64);

    public static final LeafNode<String> CERTIFICATE_CHAIN = LeafNode.of(
                    "chain", OBJECT_ID, "The certificate and its intermediates in the vault")
            .mandatory("import pem FILE key FILE");
    public static final LeafNode<String> CERTIFICATE_KEY =
            LeafNode.of("private-key", OBJECT_ID, "The private key in the vault");
    public static final ActionNode IMPORT_PEM = ActionNode.of(
            "import pem",
            "Bring a certificate and its key from PEM or DER files",
            Argument.placed("file", FILE, "File with the certificate and its chain"),
            Argument.required("key", FILE, "File with the private key"),
            password("Password of the private key"));
    public static final ActionNode IMPORT_PKCS12 = ActionNode.of(
            "import pkcs12",
            "Bring a certificate and its key from a PKCS #12 file",
            Argument.placed("file", FILE, "The PKCS #12 file"),
            password("Password of the file"));
    public static final ActionNode GENERATE_SIGNING = ActionNode.of(
            "generate signing",
            "Make a key and a CA certificate with which a client proxy signs",
            Argument.required("common-name", NAME_PART, "The name that clients see as issuer"),
            Argument.optional("organization", NAME_PART, "Organization in the certificate"),
            Argument.optional("organizational-unit", NAME_PART, "Unit in the organization"),
            Argument.optional("locality", NAME_PART, "Town in the certificate"),
            Argument.optional("province", NAME_PART, "State or province in the certificate"),
            Argument.optional("country", new TextType("CC", 2, 2, false), "Two letters of ISO 3166"),
            Argument.optional(
                    "key",
                    WordType.ofEnum(KeyKind.class, k -> k.name().toUpperCase(Locale.ROOT) + " key"),
                    "Kind of the key (default ecdsa)"),
            Argument.optional(
                    "size",
                    new NumberType("BITS", "Length of the key in bits", 256, 8_192),
                    "Length of the key (default 256 for ecdsa, 3072 for rsa)"),
            Argument.optional("days", new NumberType("DAYS", "Days", 1, 7_300), "How long it is valid (default 3650)"));
    public static final ContextNode CERTIFICATE = ContextNode.named(
                    "certificate",
                    Common.CERTIFICATE_NAME,
                    "A certificate with its private key",
                    CERTIFICATE_CHAIN,
                    CERTIFICATE_KEY,
                    IMPORT_PEM,
                    IMPORT_PKCS12,
                    GENERATE_SIGNING)
            .changedBy(Role.ADMINISTRATOR);

    public static final LeafNode<String> CA_CHAIN =
            LeafNode.of("chain", OBJECT_ID, "The CA certificates in the vault").mandatory("import FILE");
    public static final ActionNode IMPORT_CA = ActionNode.of(
            "import",
            "Bring CA certificates from a PEM, DER or PKCS #12 file",
            Argument.placed("file", FILE, "The file"),
            password("Password of a PKCS #12 file"));
    public static final ContextNode CA_CERTIFICATE =
            ContextNode.named("ca-certificate", Common.CA_NAME, "CAs that trust stores may name", CA_CHAIN, IMPORT_CA);

    public static final LeafNode<String> DEFAULT_CA = LeafNode.of(
                    "default-ca", OBJECT_ID, "The package of default CAs in the vault")
            .whenUnset("the system's own package");
    public static final ActionNode IMPORT_DEFAULT_CA = ActionNode.of(
            "default-ca import",
            "Bring a package of default CAs from a PEM file",
            Argument.placed("file", FILE, "The file"));

    public static final ContextNode NODE = ContextNode.single(
            "certificates",
            "Certificates, their keys, and trusted CAs",
            CERTIFICATE,
            CA_CERTIFICATE,
            DEFAULT_CA,
            IMPORT_DEFAULT_CA);

    private CertificatesContext() {}

    private static Argument password(String help) {
        return Argument.optional("password", new TextType("PASSWORD", 1, 1_024, false), help)
                .keptSecret();
    }

    private enum KeyKind {
        ECDSA,
        RSA
    }
}
