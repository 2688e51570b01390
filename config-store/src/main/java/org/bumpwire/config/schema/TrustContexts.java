package org.bumpwire.config.schema;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.DomainPattern;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.TrustStore.OnFailure;
import org.bumpwire.config.schema.ActionNode.Argument;
import org.bumpwire.config.type.DomainType;
import org.bumpwire.config.type.ObjectIdType;
import org.bumpwire.config.type.ReferenceType;
import org.bumpwire.config.type.TextType;
import org.bumpwire.config.type.WordType;

/** {@code sslinsp trust-store NAME}, {@code sslinsp category NAME} and {@code sslinsp decryption-policy NAME}. */
public final class TrustContexts {
    public static final LeafNode<String> DESCRIPTION = Common.description();
    public static final LeafNode<Boolean> INCLUDE_DEFAULT_CA =
            Common.toggle("include-default-ca", "disable", "Whether the package of default CAs is trusted too");
    public static final LeafNode<List<String>> CA_CERTIFICATE = LeafNode.list(
            "ca-certificate", ReferenceType.to("certificates ca-certificate", Common.CA_NAME), "CAs that are trusted");

    public static final LeafNode<Boolean> STAPLE = Common.toggle(
            "staple", "enable", "Whether the OCSP response that servers send along counts, and must come if demanded");
    public static final LeafNode<Boolean> OCSP =
            Common.toggle("ocsp", "disable", "Whether the OCSP responders that certificates name are asked");
    public static final LeafNode<Boolean> CRL =
            Common.toggle("crl", "disable", "Whether the revocation lists that certificates name are fetched");
    public static final LeafNode<OnFailure> FAILURE = LeafNode.of(
                    "failure", WordType.ofEnum(OnFailure.class, TrustContexts::help), "If none of these can tell")
            .defaultsTo("soft");
    public static final ContextNode REVOCATION = ContextNode.single(
            "revocation", "How it is found out that a certificate was revoked", STAPLE, OCSP, CRL, FAILURE);

    public static final LeafNode<Boolean> FETCH_INTERMEDIATES = Common.toggle(
            "fetch-intermediates",
            "disable",
            "Whether an intermediate that a server did not send is fetched from where its certificate says");
    public static final ContextNode TRUST_STORE = ContextNode.named(
                    "trust-store",
                    Common.TRUST_STORE_NAME,
                    "CAs that vouch for servers",
                    DESCRIPTION,
                    INCLUDE_DEFAULT_CA,
                    CA_CERTIFICATE,
                    FETCH_INTERMEDIATES,
                    REVOCATION)
            .needing(Capability.SSL_TRUST_STORES);

    public static final LeafNode<String> CATEGORY_DESCRIPTION = Common.description();
    public static final LeafNode<String> CATEGORY_DOMAINS = LeafNode.of(
                    "domains", new ObjectIdType(), "Its domains in the vault")
            .mandatory("domains import FILE");
    public static final ActionNode IMPORT_DOMAINS = ActionNode.of(
            "domains import",
            "Bring its domains from a text file, one a line, in the place of those that it has",
            Argument.placed("file", TextType.file(), "The file; # begins a remark"));
    public static final ContextNode CATEGORY = ContextNode.named(
                    "category",
                    Common.OBJECT_NAME,
                    "Many domains under one name",
                    CATEGORY_DESCRIPTION,
                    CATEGORY_DOMAINS,
                    IMPORT_DOMAINS)
            .needing(Capability.SSL_DECRYPTION_POLICIES);

    public static final LeafNode<List<DomainPattern>> NEVER_DECRYPT_DOMAIN = LeafNode.list(
                    "domain", new DomainType(), "Domains that are exempt, by the name that the client asks for")
            .atMost(100_000);
    public static final LeafNode<List<String>> NEVER_DECRYPT_CATEGORY =
            LeafNode.list("category", Common.reference("sslinsp category"), "Categories whose domains are exempt");
    public static final ContextNode NEVER_DECRYPT =
            ContextNode.single("never-decrypt", "What is exempt", NEVER_DECRYPT_DOMAIN, NEVER_DECRYPT_CATEGORY);
    public static final LeafNode<List<DomainPattern>> OVERRIDE_DOMAIN = LeafNode.list(
                    "domain", new DomainType(), "Domains that are decrypted although a category exempts them")
            .atMost(100_000);
    public static final ContextNode OVERRIDE =
            ContextNode.single("override", "Exceptions to the categories", OVERRIDE_DOMAIN);
    public static final ContextNode DECRYPTION_POLICY = ContextNode.named(
                    "decryption-policy",
                    Common.OBJECT_NAME,
                    "Sites that are exempt from client inspection",
                    DESCRIPTION,
                    NEVER_DECRYPT,
                    OVERRIDE)
            .needing(Capability.SSL_DECRYPTION_POLICIES)
            .groupedAs(GroupedObject.DECRYPTION_POLICY);

    private TrustContexts() {}

    private static String help(OnFailure failure) {
        return switch (failure) {
            case SOFT -> "The certificate passes: only one known to be revoked does not";
            case HARD -> "The certificate counts as invalid";
        };
    }
}
