package org.bumpwire.config.schema;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.Cidr;
import org.bumpwire.config.model.GroupedObject;

/** {@code sslinsp profile NAME} with its policies. */
public final class ProfileContexts {
    public static final LeafNode<Boolean> STATE = Common.toggle("state", "enable", "Whether the policy applies");
    public static final LeafNode<Boolean> LOCKED = Common.toggle(
                    "locked", "disable", "Whether only who may lock and unlock may change, rename or delete the policy")
            .locking(Capability.LOCK_SSL_FILTER);

    public static final LeafNode<String> SERVER = LeafNode.of(
                    "server", Common.SERVER, "The server proxy that it applies")
            .mandatory();
    public static final LeafNode<List<Cidr>> SOURCE_EXCEPTION =
            LeafNode.list("source-exception", Common.CIDR, "Clients that are left alone");
    public static final ContextNode SERVER_POLICY = ContextNode.named(
            "server-policy", Common.OBJECT_NAME, "Applies a server proxy", STATE, LOCKED, SERVER, SOURCE_EXCEPTION);

    public static final LeafNode<String> CLIENT_PROXY = LeafNode.of(
                    "client-proxy", Common.reference("sslinsp client-proxy"), "The client proxy that it applies")
            .mandatory();
    public static final LeafNode<String> DECRYPTION_POLICY =
            LeafNode.of("decryption-policy", Common.reference("sslinsp decryption-policy"), "Sites that are exempt");
    public static final LeafNode<String> TRUST_STORE = LeafNode.of(
                    "trust-store", Common.TRUST_STORE, "CAs that vouch for servers")
            .mandatory();
    public static final LeafNode<List<Cidr>> NEVER_DECRYPT =
            LeafNode.list("never-decrypt", Common.CIDR, "Clients whose traffic is never decrypted");
    public static final LeafNode<List<Cidr>> ALWAYS_DECRYPT = LeafNode.list(
            "always-decrypt", Common.CIDR, "Clients whose traffic is decrypted whatever sites are exempt");
    public static final LeafNode<CertificateRequestChoice> CERTIFICATE_REQUEST =
            CertificateRequestChoice.leaf("do-not-decrypt");
    public static final ContextNode CLIENT_POLICY = ContextNode.named(
            "client-policy",
            Common.OBJECT_NAME,
            "Applies a client proxy",
            STATE,
            LOCKED,
            CLIENT_PROXY,
            DECRYPTION_POLICY,
            TRUST_STORE,
            NEVER_DECRYPT,
            ALWAYS_DECRYPT,
            CERTIFICATE_REQUEST);

    public static final ContextNode PROFILE = ContextNode.named(
                    "profile", Common.OBJECT_NAME, "Policies that virtual segments apply", SERVER_POLICY, CLIENT_POLICY)
            .needing(Capability.SSL_PROFILES)
            .groupedAs(GroupedObject.PROFILE);

    private ProfileContexts() {}
}
