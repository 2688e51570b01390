package org.bumpwire.config.schema;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.type.Choice;
import org.bumpwire.config.type.DurationType;
import org.bumpwire.config.type.NameType;
import org.bumpwire.config.type.NumberType;
import org.bumpwire.config.type.PasswordType;
import org.bumpwire.config.type.ReferenceType;
import org.bumpwire.config.type.SshKeyType;
import org.bumpwire.config.type.WordType;

/** {@code aaa}: who may operate the device, and what they may do (guide, chapter 9). */
public final class AccessContext {
    private static final NameType ROLE_NAME =
            NameType.login().refusing(Role.BUILT_IN.stream().map(Role::name).toArray(String[]::new));
    private static final NameType GROUP_NAME = NameType.login();
    private static final ReferenceType ROLE_REFERENCE = ReferenceType.to("aaa role", ROLE_NAME)
            .or(Role.BUILT_IN.stream()
                    .map(r -> Choice.word(r.name(), r.description()))
                    .toList());

    public static final LeafNode<String> ROLE_DESCRIPTION = Common.description();
    public static final LeafNode<String> BASED_ON =
            LeafNode.of("based-on", ROLE_REFERENCE, "The role whose capabilities hold where this one says nothing");

    /** How far each capability goes that a role may lack; unset it goes as far as that of the role below. */
    public static final Map<Capability, LeafNode<Grant>> GRANTS = grants();

    public static final ContextNode CAPABILITY = ContextNode.single(
            "capability", "How far each capability goes", GRANTS.values().toArray(Node[]::new));
    public static final ContextNode ROLE = ContextNode.named(
                    "role", ROLE_NAME, "What its users may do", ROLE_DESCRIPTION, BASED_ON, CAPABILITY)
            .needing(Capability.MANAGE_USERS);

    public static final LeafNode<String> GROUP_DESCRIPTION = Common.description();
    public static final Map<GroupedObject, LeafNode<List<String>>> ONLY_OBJECTS =
            objects("Those that its users reach, and no others");
    public static final Map<GroupedObject, LeafNode<List<String>>> EXCEPT_OBJECTS =
            objects("Those that its users do not reach");
    public static final ContextNode ONLY = ContextNode.single(
            "only",
            "Limits its users to these; kinds that are not named are not limited",
            ONLY_OBJECTS.values().toArray(Node[]::new));
    public static final ContextNode EXCEPT = ContextNode.single(
            "except",
            "Keeps these from its users; all others they reach, also those to come",
            EXCEPT_OBJECTS.values().toArray(Node[]::new));
    public static final ContextNode GROUP = ContextNode.named(
                    "user-group",
                    GROUP_NAME,
                    "The proxies, policies and profiles that its users see and change; logs are told in full",
                    GROUP_DESCRIPTION,
                    ONLY,
                    EXCEPT)
            .needing(Capability.MANAGE_USERS);

    public static final LeafNode<String> USER_DESCRIPTION = Common.description();
    public static final LeafNode<String> USER_ROLE =
            LeafNode.of("role", ROLE_REFERENCE, "What the user may do").defaultsTo(Role.READ_ONLY.name());
    public static final LeafNode<String> USER_GROUP = LeafNode.of(
                    "user-group", ReferenceType.to("aaa user-group", GROUP_NAME), "The objects that the user reaches")
            .whenUnset("all objects");
    public static final LeafNode<String> USER_PASSWORD =
            LeafNode.of("password", new PasswordType(), "For login by password").keptSecret();
    public static final LeafNode<List<String>> USER_SSH_KEY = LeafNode.list(
                    "ssh-key", new SshKeyType(), "For login by public key")
            .atMost(32);
    public static final ContextNode USER = ContextNode.named(
                    "user",
                    NameType.login(),
                    "An operator's account",
                    USER_DESCRIPTION,
                    USER_ROLE,
                    USER_GROUP,
                    USER_PASSWORD,
                    USER_SSH_KEY)
            .needing(Capability.MANAGE_USERS);

    public static final LeafNode<Integer> MAX_ATTEMPTS = LeafNode.of(
                    "max-attempts",
                    new NumberType("N", "Failures in a row", 1, 100),
                    "Wrong passwords after which an account is locked")
            .defaultsTo("5");
    public static final LeafNode<Duration> LOCKOUT = LeafNode.of(
                    "lockout",
                    DurationType.between(Duration.ofSeconds(1), Duration.ofDays(1)),
                    "How long a locked account stays so")
            .defaultsTo("5m");
    public static final LeafNode<Integer> MIN_LENGTH = LeafNode.of(
                    "min-length",
                    new NumberType("N", "Characters", Passwords.MIN_LENGTH, 128),
                    "How many characters a new password must have at least")
            .defaultsTo(Integer.toString(Passwords.MIN_LENGTH));
    public static final LeafNode<Integer> MIN_CLASSES = LeafNode.of(
                    "min-classes",
                    new NumberType("N", "Classes", 1, 4),
                    "How many of lower-case letters, upper-case letters, digits and others it must have")
            .defaultsTo("1");
    public static final LeafNode<Boolean> REFUSE_USER_NAME =
            Common.toggle("refuse-user-name", "enable", "Whether it must not contain the name of its user");
    public static final ContextNode PASSWORD_RULES = ContextNode.single(
            "password-rules",
            "What new passwords of the device's own accounts must be like",
            MIN_LENGTH,
            MIN_CLASSES,
            REFUSE_USER_NAME);
    public static final ContextNode LOGIN = ContextNode.single(
                    "login", "Rules for logging in", RemoteLoginContexts.ORDER, MAX_ATTEMPTS, LOCKOUT, PASSWORD_RULES)
            .needing(Capability.AUTHENTICATION);

    public static final ContextNode ROLE_MAPPING = RemoteLoginContexts.roleMapping(USER_ROLE, USER_GROUP);

    public static final ContextNode NODE = ContextNode.single(
                    "aaa",
                    "Who may operate the device",
                    ROLE,
                    GROUP,
                    USER,
                    LOGIN,
                    RemoteLoginContexts.RADIUS,
                    RemoteLoginContexts.LDAP,
                    ROLE_MAPPING)
            .needing(Capability.MANAGE_USERS);

    private AccessContext() {}

    private static Map<Capability, LeafNode<Grant>> grants() {
        Map<Capability, LeafNode<Grant>> leaves = new EnumMap<>(Capability.class);
        for (Capability capability : Capability.values()) {
            if (capability == Capability.LOOK) {
                continue;
            }
            leaves.put(
                    capability,
                    LeafNode.of(
                                    capability.word(),
                                    WordType.of("", List.of(Grant.values()), Grant::word, AccessContext::help),
                                    capability.help())
                            .whenUnset("as based-on says, else none"));
        }
        return Collections.unmodifiableMap(leaves);
    }

    private static Map<GroupedObject, LeafNode<List<String>>> objects(String help) {
        Map<GroupedObject, LeafNode<List<String>>> leaves = new EnumMap<>(GroupedObject.class);
        Arrays.stream(GroupedObject.values())
                .forEach(kind -> leaves.put(
                        kind,
                        switch (kind) {
                            case SERVER -> LeafNode.list("server", Common.SERVER, help);
                            case CLIENT_PROXY ->
                                LeafNode.list("client-proxy", Common.reference("sslinsp client-proxy"), help);
                            case DECRYPTION_POLICY ->
                                LeafNode.list("decryption-policy", Common.reference("sslinsp decryption-policy"), help);
                            case PROFILE -> LeafNode.list("profile", Common.reference("sslinsp profile"), help);
                        }));
        return Collections.unmodifiableMap(leaves);
    }

    private static String help(Grant grant) {
        return switch (grant) {
            case NONE -> "It is not there for the role's users";
            case READ -> "They look at it";
            case WRITE -> "They change it, or do it";
        };
    }
}
