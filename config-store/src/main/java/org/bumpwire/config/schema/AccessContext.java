package org.bumpwire.config.schema;

import java.time.Duration;
import java.util.List;
import org.bumpwire.config.model.User.Role;
import org.bumpwire.config.type.DurationType;
import org.bumpwire.config.type.NameType;
import org.bumpwire.config.type.NumberType;
import org.bumpwire.config.type.PasswordType;
import org.bumpwire.config.type.SshKeyType;
import org.bumpwire.config.type.WordType;

/** {@code aaa}: who may operate the device. */
public final class AccessContext {
    public static final LeafNode<String> USER_DESCRIPTION = Common.description();
    public static final LeafNode<Role> USER_ROLE = LeafNode.of(
                    "role", WordType.ofEnum(Role.class, AccessContext::help), "What the user may do")
            .defaultsTo("read-only");
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
            USER_PASSWORD,
            USER_SSH_KEY);

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
    public static final ContextNode LOGIN = ContextNode.single("login", "Rules for logging in", MAX_ATTEMPTS, LOCKOUT);

    public static final ContextNode NODE =
            ContextNode.single("aaa", "Who may operate the device", USER, LOGIN).changedBy(Role.ADMINISTRATOR);

    private AccessContext() {}

    private static String help(Role role) {
        return switch (role) {
            case ADMINISTRATOR -> "Everything, including users and private keys";
            case OPERATOR -> "Configures and clears, but neither users nor private keys";
            case READ_ONLY -> "Looks";
        };
    }
}
