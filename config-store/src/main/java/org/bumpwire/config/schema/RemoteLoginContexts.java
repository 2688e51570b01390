package org.bumpwire.config.schema;

import java.time.Duration;
import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.model.LoginSource;
import org.bumpwire.config.model.RemoteServer.Encryption;
import org.bumpwire.config.model.RemoteServer.RoleAttribute;
import org.bumpwire.config.schema.ActionNode.Argument;
import org.bumpwire.config.type.DistinguishedNameType;
import org.bumpwire.config.type.DurationType;
import org.bumpwire.config.type.NumberType;
import org.bumpwire.config.type.ReferenceType;
import org.bumpwire.config.type.SealedType;
import org.bumpwire.config.type.ServerNameType;
import org.bumpwire.config.type.TextType;
import org.bumpwire.config.type.WordType;

/** {@code aaa radius-server NAME}, {@code aaa ldap-server NAME} and {@code aaa role-mapping NAME}. */
public final class RemoteLoginContexts {
    private static final DurationType WAIT = DurationType.between(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final NumberType PORT = new NumberType("PORT", "A port", 1, 65_535);
    private static final TextType SECRET = new TextType("SECRET", 1, 128, false);
    private static final TextType ATTRIBUTE = new TextType("ATTRIBUTE", 1, 64, false);
    private static final DistinguishedNameType DN = new DistinguishedNameType();
    /** What both kinds of secrets are set by. */
    public static final String SECRET_ARGUMENT = "value";

    public static final LeafNode<List<LoginSource>> ORDER = LeafNode.list(
                    "order",
                    WordType.ofEnum(LoginSource.class, RemoteLoginContexts::help),
                    "Who is asked about a password; the next only while the one before does not answer")
            .inOrder()
            .atMost(LoginSource.values().length)
            .defaultsTo("local");

    public static final LeafNode<String> DESCRIPTION = Common.description();
    public static final LeafNode<String> HOST =
            LeafNode.of("host", new ServerNameType(), "Where the server is").mandatory();
    public static final LeafNode<Duration> TIMEOUT =
            LeafNode.of("timeout", WAIT, "How long an answer may take").defaultsTo("3s");

    public static final LeafNode<Integer> RADIUS_PORT =
            LeafNode.of("port", PORT, "Its UDP port").defaultsTo("1812");
    public static final LeafNode<String> RADIUS_SECRET = LeafNode.of(
                    "secret", new SealedType(), "What the device and the server share")
            .keptSecret()
            .mandatory("secret set");
    public static final ActionNode SET_RADIUS_SECRET = ActionNode.of(
            "secret set",
            "Set what the device and the server share; it is asked for if no value is given",
            Argument.optional(SECRET_ARGUMENT, SECRET, "The secret").keptSecret());
    public static final LeafNode<Integer> ATTEMPTS = LeafNode.of(
                    "attempts",
                    new NumberType("N", "Requests", 1, 10),
                    "How often it is asked before it counts as away")
            .defaultsTo("2");
    public static final LeafNode<String> NAS_IDENTIFIER = LeafNode.of(
                    "nas-identifier", new TextType("TEXT", 1, 253, false), "What the device calls itself to the server")
            .whenUnset("gen host-name");
    public static final LeafNode<RoleAttribute> ROLE_ATTRIBUTE = LeafNode.of(
                    "role-attribute",
                    WordType.ofEnum(RoleAttribute.class, RemoteLoginContexts::help),
                    "The attribute of an answer whose values a role-mapping compares with its group")
            .defaultsTo("filter-id");
    public static final ContextNode RADIUS = ContextNode.named(
                    "radius-server",
                    Common.OBJECT_NAME,
                    "A RADIUS server that is asked about passwords; those of one kind in the order of their names",
                    DESCRIPTION,
                    HOST,
                    RADIUS_PORT,
                    RADIUS_SECRET,
                    SET_RADIUS_SECRET,
                    TIMEOUT,
                    ATTEMPTS,
                    NAS_IDENTIFIER,
                    ROLE_ATTRIBUTE)
            .needing(Capability.AUTHENTICATION);

    public static final LeafNode<Integer> LDAP_PORT =
            LeafNode.of("port", PORT, "Its TCP port").whenUnset("389, or 636 for ldaps");
    public static final LeafNode<Encryption> ENCRYPTION = LeafNode.of(
                    "encryption", WordType.ofEnum(Encryption.class, RemoteLoginContexts::help), "How TLS begins")
            .defaultsTo("start-tls");
    public static final LeafNode<List<String>> CA_CERTIFICATE = LeafNode.list(
                    "ca-certificate",
                    ReferenceType.to("certificates ca-certificate", Common.CA_NAME),
                    "CAs of which one must vouch for the server")
            .mandatory();
    public static final LeafNode<String> BASE_DN =
            LeafNode.of("base-dn", DN, "Below which users are looked for").mandatory();
    public static final LeafNode<String> BIND_DN =
            LeafNode.of("bind-dn", DN, "As whom users are looked for").whenUnset("nobody");
    public static final LeafNode<String> BIND_PASSWORD = LeafNode.of(
                    "bind-password", new SealedType(), "The password of bind-dn")
            .keptSecret();
    public static final ActionNode SET_BIND_PASSWORD = ActionNode.of(
            "bind-password set",
            "Set the password of bind-dn; it is asked for if no value is given",
            Argument.optional(SECRET_ARGUMENT, SECRET, "The password").keptSecret());
    public static final LeafNode<String> USER_ATTRIBUTE = LeafNode.of(
                    "user-attribute", ATTRIBUTE, "Holds the name by which a user logs in, such as sAMAccountName")
            .defaultsTo("uid");
    public static final LeafNode<String> GROUP_ATTRIBUTE = LeafNode.of(
                    "group-attribute", ATTRIBUTE, "Names the groups of a user in the user's entry")
            .defaultsTo("memberOf");
    public static final LeafNode<String> GROUP_BASE_DN = LeafNode.of(
                    "group-base-dn", DN, "Below which groups are looked for that name the user as a member")
            .whenUnset("none are looked for");
    public static final ContextNode LDAP = ContextNode.named(
                    "ldap-server",
                    Common.OBJECT_NAME,
                    "An LDAP server that is asked about passwords, always over TLS",
                    DESCRIPTION,
                    HOST,
                    LDAP_PORT,
                    ENCRYPTION,
                    CA_CERTIFICATE,
                    BASE_DN,
                    BIND_DN,
                    BIND_PASSWORD,
                    SET_BIND_PASSWORD,
                    USER_ATTRIBUTE,
                    GROUP_ATTRIBUTE,
                    GROUP_BASE_DN,
                    TIMEOUT)
            .needing(Capability.AUTHENTICATION);

    public static final LeafNode<Integer> POSITION = LeafNode.of(
                    "position",
                    new NumberType("N", "A place in the order", 1, 1_000_000),
                    "Place in the order; the first that fits tells the role")
            .mandatory();
    public static final LeafNode<String> GROUP = LeafNode.of(
                    "group",
                    new TextType("TEXT", 1, 1_024, false),
                    "Whom it is for: the value of a RADIUS attribute, or the name or DN of an LDAP group")
            .whenUnset("everybody whom a server lets in");

    private RemoteLoginContexts() {}

    /** @param role leaf of the role, which users have too */
    static ContextNode roleMapping(LeafNode<String> role, LeafNode<String> userGroup) {
        return ContextNode.named(
                        "role-mapping",
                        Common.OBJECT_NAME,
                        "What somebody may do whom a server lets in",
                        POSITION,
                        GROUP,
                        role,
                        userGroup)
                .needing(Capability.AUTHENTICATION);
    }

    private static String help(LoginSource source) {
        return switch (source) {
            case LOCAL -> "The accounts of this device";
            case RADIUS -> "The RADIUS servers";
            case LDAP -> "The LDAP servers";
        };
    }

    private static String help(RoleAttribute attribute) {
        return switch (attribute) {
            case FILTER_ID -> "Filter-Id";
            case CLASS -> "Class";
        };
    }

    private static String help(Encryption encryption) {
        return switch (encryption) {
            case START_TLS -> "By StartTLS on the usual port";
            case LDAPS -> "From the first byte";
        };
    }
}
