package org.bumpwire.config.compile;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.access.PasswordRules;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.Login;
import org.bumpwire.config.model.RemoteLogin;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.model.RoleMapping;
import org.bumpwire.config.model.User;
import org.bumpwire.config.model.UserGroup;
import org.bumpwire.config.schema.AccessContext;
import org.bumpwire.config.schema.GeneralContext;
import org.bumpwire.config.schema.LeafNode;
import org.bumpwire.config.schema.RemoteLoginContexts;
import org.bumpwire.config.tree.ConfigTree;

/** Operators with their roles and groups. A role or group that is named and not there lets its users do nothing. */
public final class AccessCompiler {
    private final Scope root;
    private final Map<String, List<X509Certificate>> cas;
    private final Scope aaa;
    private final Map<String, Scope> roleScopes = new LinkedHashMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, UserGroup> groups = new LinkedHashMap<>();

    /** @param cas by name, those that LDAP servers may name */
    AccessCompiler(Scope root, Map<String, List<X509Certificate>> cas) {
        this.root = root;
        this.cas = cas;
        this.aaa = root.in(AccessContext.NODE);
        aaa.each(AccessContext.ROLE).forEach(scope -> roleScopes.put(scope.name(), scope));
        roleScopes.keySet().forEach(name -> roles.put(name, role(name, new HashSet<>())));
        aaa.each(AccessContext.GROUP).forEach(scope -> groups.put(scope.name(), group(scope)));
    }

    /** What a tree, all of which is in force, says about access. */
    public static Access access(ConfigTree tree) {
        return new AccessCompiler(Scope.root(tree), Map.of()).access();
    }

    Access access() {
        Scope login = aaa.in(AccessContext.LOGIN);
        Scope passwords = login.in(AccessContext.PASSWORD_RULES);
        return new Access(
                aaa.each(AccessContext.USER).stream()
                        .flatMap(u -> user(u).stream())
                        .toList(),
                List.copyOf(roles.values()),
                List.copyOf(groups.values()),
                new Login(
                        login.value(AccessContext.MAX_ATTEMPTS),
                        login.value(AccessContext.LOCKOUT),
                        new PasswordRules(
                                passwords.value(AccessContext.MIN_LENGTH),
                                passwords.value(AccessContext.MIN_CLASSES),
                                passwords.value(AccessContext.REFUSE_USER_NAME)),
                        remote(login)));
    }

    /** Without the limits of a group that is lost somebody would reach too much, so the account is left out then. */
    private Optional<User> user(Scope user) {
        Optional<UserGroup> group = group(user, AccessContext.USER_GROUP);
        if (group.isEmpty() && user.isSet(AccessContext.USER_GROUP)) {
            return Optional.empty();
        }
        return Optional.of(new User(
                user.name(),
                user.text(AccessContext.USER_DESCRIPTION),
                role(user.value(AccessContext.USER_ROLE), new HashSet<>()),
                group,
                user.text(AccessContext.USER_PASSWORD),
                user.value(AccessContext.USER_SSH_KEY)));
    }

    /** @param above the roles that are based on it; one that is based on itself allows nothing more by that */
    private Role role(String name, Set<String> above) {
        Optional<Role> builtIn =
                Role.BUILT_IN.stream().filter(r -> r.name().equals(name)).findFirst();
        Scope scope = roleScopes.get(name);
        if (builtIn.isPresent() || scope == null || !above.add(name)) {
            return builtIn.orElseGet(() -> Role.missing(name));
        }
        Optional<String> below = scope.optional(AccessContext.BASED_ON);
        Map<Capability, Grant> grants = new EnumMap<>(Capability.class);
        below.ifPresent(base -> grants.putAll(role(base, above).grants()));
        grants.put(Capability.LOOK, Grant.WRITE);
        Scope own = scope.in(AccessContext.CAPABILITY);
        AccessContext.GRANTS.forEach(
                (capability, leaf) -> own.optional(leaf).ifPresent(grant -> grants.put(capability, grant)));
        return new Role(name, scope.text(AccessContext.ROLE_DESCRIPTION), below.orElse(""), grants);
    }

    private RemoteLogin remote(Scope login) {
        RemoteServers servers = new RemoteServers(aaa, root.in(GeneralContext.NODE), cas);
        return new RemoteLogin(
                login.value(RemoteLoginContexts.ORDER),
                servers.all(),
                aaa.each(AccessContext.ROLE_MAPPING).stream()
                        .flatMap(mapping -> mapping(mapping).stream())
                        .sorted(Comparator.comparingInt(RoleMapping::position))
                        .toList());
    }

    private Optional<RoleMapping> mapping(Scope mapping) {
        Optional<UserGroup> group = group(mapping, AccessContext.USER_GROUP);
        if (group.isEmpty() && mapping.isSet(AccessContext.USER_GROUP)) {
            return Optional.empty();
        }
        return mapping.optional(RemoteLoginContexts.POSITION)
                .map(position -> new RoleMapping(
                        mapping.name(),
                        position,
                        mapping.optional(RemoteLoginContexts.GROUP),
                        role(mapping.value(AccessContext.USER_ROLE), new HashSet<>()),
                        group));
    }

    private Optional<UserGroup> group(Scope scope, LeafNode<String> leaf) {
        return scope.optional(leaf).flatMap(name -> Optional.ofNullable(groups.get(name)));
    }

    private static UserGroup group(Scope group) {
        return new UserGroup(
                group.name(),
                group.text(AccessContext.GROUP_DESCRIPTION),
                objects(group.in(AccessContext.ONLY), AccessContext.ONLY_OBJECTS),
                objects(group.in(AccessContext.EXCEPT), AccessContext.EXCEPT_OBJECTS));
    }

    private static Map<GroupedObject, List<String>> objects(
            Scope scope, Map<GroupedObject, LeafNode<List<String>>> leaves) {
        Map<GroupedObject, List<String>> named = new EnumMap<>(GroupedObject.class);
        leaves.forEach((kind, leaf) -> {
            if (scope.isSet(leaf)) {
                named.put(kind, new ArrayList<>(scope.value(leaf)));
            }
        });
        return named;
    }
}
