package org.bumpwire.config.schema;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.bumpwire.config.access.Capability;
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
    private static final TextType PLACE = TextType.upTo(128);
    private static final TextType SEVERAL = TextType.upTo(4_096);

    public static final LeafNode<String> CERTIFICATE_CHAIN = LeafNode.of(
                    "chain", OBJECT_ID, "The certificate and its intermediates in the vault")
            .mandatory("import pem FILE key FILE");
    public static final LeafNode<String> CERTIFICATE_KEY =
            LeafNode.of("private-key", OBJECT_ID, "The private key in the vault");
    public static final LeafNode<Boolean> EXPORTABLE =
            Common.toggle("exportable", "disable", "Whether an administrator may export the private key");

    public static final ActionNode IMPORT_PEM = fromFiles("import pem", "Bring a certificate from PEM or DER files");
    public static final ActionNode IMPORT_DER = fromFiles("import der", "Bring a certificate from DER or PEM files");
    public static final ActionNode IMPORT_PKCS12 =
            fromPkcs12("import pkcs12", "Bring a certificate and its key, or several, from a PKCS #12 file");
    public static final ActionNode IMPORT_TERMINAL = fromTerminal(
            "import terminal", "Bring a certificate and its key by pasting both as PEM; nothing of it is shown");

    public static final ActionNode REPLACE_PEM = fromFiles(
            "replace pem", "Put another in its place, from PEM or DER files; the old one is kept as NAME_REPLACED");
    public static final ActionNode REPLACE_PKCS12 = fromPkcs12(
            "replace pkcs12", "Put another in its place, from a PKCS #12 file; the old one is kept as NAME_REPLACED");
    public static final ActionNode REPLACE_TERMINAL = fromTerminal(
            "replace terminal", "Put another in its place, pasted as PEM; the old one is kept as NAME_REPLACED");

    public static final ActionNode GENERATE_SIGNING = new ActionNode(
            List.of("generate", "signing"),
            "Make a key and a CA certificate with which a client proxy signs",
            Stream.concat(
                            subject("The name that clients see as issuer"),
                            Stream.of(
                                    Argument.optional(
                                            "days",
                                            new NumberType("DAYS", "Days", 1, 7_300),
                                            "How long it is valid (default 3650)"),
                                    exportable()))
                    .toList());
    public static final ContextNode CERTIFICATE = ContextNode.named(
                    "certificate",
                    Common.CERTIFICATE_NAME,
                    "A certificate with its private key",
                    CERTIFICATE_CHAIN,
                    CERTIFICATE_KEY,
                    EXPORTABLE,
                    IMPORT_PEM,
                    IMPORT_DER,
                    IMPORT_PKCS12,
                    IMPORT_TERMINAL,
                    REPLACE_PEM,
                    REPLACE_PKCS12,
                    REPLACE_TERMINAL,
                    GENERATE_SIGNING)
            .needing(Capability.DEVICE_CERTIFICATES, Capability.MANAGE_KEYS);

    public static final LeafNode<String> REQUEST =
            LeafNode.of("request", OBJECT_ID, "The request in the vault").mandatory("generate common-name TEXT");
    public static final LeafNode<String> REQUEST_KEY =
            LeafNode.of("private-key", OBJECT_ID, "The private key in the vault, which waits for its certificate");
    public static final LeafNode<Boolean> REQUEST_EXPORTABLE = Common.toggle(
            "exportable", "disable", "Whether an administrator may export the private key once there is a certificate");
    public static final ActionNode GENERATE_REQUEST = new ActionNode(
            List.of("generate"),
            "Make a key, and a request that a certificate authority signs",
            Stream.concat(
                            subject("The name of the server, or of the CA that it will be"),
                            Stream.of(
                                    Argument.optional(
                                            "signing",
                                            Common.TOGGLE,
                                            "Whether a CA certificate is wanted, for client inspection (default disable)"),
                                    exportable()))
                    .toList());
    public static final ContextNode SIGNING_REQUEST = ContextNode.named(
                    "signing-request",
                    Common.CERTIFICATE_NAME,
                    "A request for a certificate; importing the answer makes it a certificate",
                    REQUEST,
                    REQUEST_KEY,
                    REQUEST_EXPORTABLE,
                    GENERATE_REQUEST)
            .needing(Capability.DEVICE_CERTIFICATES, Capability.MANAGE_KEYS);

    public static final LeafNode<String> CA_CHAIN =
            LeafNode.of("chain", OBJECT_ID, "The CA certificates in the vault").mandatory("import FILE");
    public static final ActionNode IMPORT_CA = ActionNode.of(
            "import",
            "Bring CA certificates from a PEM, DER or PKCS #12 file",
            Argument.placed("file", FILE, "The file"),
            password("Password of a PKCS #12 file"));
    public static final LeafNode<String> CRL = LeafNode.of(
            "crl", OBJECT_ID, "The CA's revocation list in the vault, for the status of the device's certificates");
    public static final ActionNode IMPORT_CRL = ActionNode.of(
            "crl import",
            "Bring the CA's revocation list from a PEM or DER file, for the status of the device's certificates",
            Argument.placed("file", FILE, "The file"));
    public static final ContextNode CA_CERTIFICATE = ContextNode.named(
            "ca-certificate", Common.CA_NAME, "CAs that trust stores may name", CA_CHAIN, CRL, IMPORT_CA, IMPORT_CRL);

    public static final LeafNode<String> DEFAULT_CA = LeafNode.of(
                    "default-ca", OBJECT_ID, "The package of default CAs in the vault")
            .whenUnset("the system's own package");
    public static final LeafNode<String> DEFAULT_CA_DATE = LeafNode.of(
            "default-ca-date", new TextType("DATE", 1, 32, false), "The date of the package; its import sets it");
    public static final ActionNode IMPORT_DEFAULT_CA = ActionNode.of(
            "default-ca import",
            "Bring a package of default CAs from a PEM file",
            Argument.placed("file", FILE, "The file"));
    public static final ActionNode IMPORT_SYSTEM_CA = ActionNode.of(
            "default-ca system", "Keep the system's own package as it is now, whatever the system changes later");

    public static final ContextNode NODE = ContextNode.single(
                    "certificates",
                    "Certificates, their keys, and trusted CAs",
                    CERTIFICATE,
                    SIGNING_REQUEST,
                    CA_CERTIFICATE,
                    DEFAULT_CA,
                    DEFAULT_CA_DATE,
                    IMPORT_DEFAULT_CA,
                    IMPORT_SYSTEM_CA)
            .needing(Capability.DEVICE_CERTIFICATES);

    private CertificatesContext() {}

    private static ActionNode fromFiles(String words, String help) {
        return ActionNode.of(
                words,
                help,
                Argument.placed("file", FILE, "File with the certificate and its chain"),
                Argument.optional(
                        "key",
                        FILE,
                        "File with the private key (default the certificate's file, else a key that the device has)"),
                password("Password of the private key (asked for where it is needed)"),
                exportable());
    }

    private static ActionNode fromPkcs12(String words, String help) {
        return ActionNode.of(
                words,
                help,
                Argument.placed("file", FILE, "The PKCS #12 file"),
                password("Password of the file (asked for where it is needed)"),
                exportable());
    }

    private static ActionNode fromTerminal(String words, String help) {
        return ActionNode.of(words, help, exportable());
    }

    /** The guide's fields of what is generated, in chapters 6 and 7. */
    private static Stream<Argument> subject(String commonName) {
        return Stream.of(
                Argument.required("common-name", NAME_PART, commonName),
                Argument.optional("organization", NAME_PART, "Organization in the certificate"),
                Argument.optional(
                        "organizational-unit", SEVERAL, "Unit in the organization; several with semicolons between"),
                Argument.optional("locality", PLACE, "Town in the certificate"),
                Argument.optional("province", PLACE, "State or province in the certificate"),
                Argument.optional("country", new TextType("CC", 2, 2, false), "Two letters of ISO 3166"),
                Argument.optional("email", SEVERAL, "Email address in the certificate"),
                Argument.optional("dns", SEVERAL, "Alternative host names; several with commas between"),
                Argument.optional("user", SEVERAL, "Alternative email addresses; several with commas between"),
                Argument.optional(
                        "key",
                        WordType.ofEnum(KeyKind.class, k -> k.name().toUpperCase(Locale.ROOT) + " key"),
                        "Kind of the key (default ecdsa)"),
                Argument.optional(
                        "size",
                        new NumberType("BITS", "Length of the key in bits", 256, 8_192),
                        "Length of the key (default 256 for ecdsa, 3072 for rsa)"));
    }

    private static Argument exportable() {
        return Argument.optional(
                "exportable", Common.TOGGLE, "Whether the private key may be exported later (default disable)");
    }

    private static Argument password(String help) {
        return Argument.optional("password", new TextType("PASSWORD", 1, 1_024, false), help)
                .keptSecret();
    }

    private enum KeyKind {
        ECDSA,
        RSA
    }
}
