package org.bumpwire.shell.login.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPSearchException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.shell.login.LoginServer;
import org.bumpwire.shell.login.ServerAnswer;

/**
 * Asks an LDAP server: looks for the user's entry, binds as it with the password, and reads the groups. Names of users
 * become values of filters by the library, never text of one (RFC 4515).
 */
public final class LdapServer implements LoginServer {
    private static final int MOST_GROUPS = 1_000;
    /** What a server says of a password that is wrong, or right and of no use. */
    private static final Set<ResultCode> REFUSALS = Set.of(
            ResultCode.INVALID_CREDENTIALS,
            ResultCode.INAPPROPRIATE_AUTHENTICATION,
            ResultCode.CONSTRAINT_VIOLATION,
            ResultCode.INSUFFICIENT_ACCESS_RIGHTS,
            ResultCode.UNWILLING_TO_PERFORM);

    private final RemoteServer.Ldap server;
    private final char[] bindPassword;

    /** @param bindPassword as whom users are looked for; empty for nobody; wiped when the server has been asked once */
    public LdapServer(RemoteServer.Ldap server, char[] bindPassword) {
        this.server = server;
        this.bindPassword = bindPassword;
    }

    @Override
    public ServerAnswer ask(String user, char[] password) {
        if (password.length == 0) {
            // A bind without a password always succeeds, as nobody (RFC 4513, section 5.1.2).
            return new ServerAnswer.Rejected();
        }
        try (LDAPConnection looking = LdapConnections.open(server)) {
            if (!server.bindDn().isEmpty()) {
                bind(looking, server.bindDn(), bindPassword);
            }
            Optional<SearchResultEntry> entry = entry(looking, user);
            if (entry.isEmpty() || !opens(entry.get().getDN(), password)) {
                return new ServerAnswer.Rejected();
            }
            return new ServerAnswer.Accepted(groups(looking, user, entry.get()));
        } catch (LDAPException e) {
            return new ServerAnswer.None("%s (%s)".formatted(e.getMessage(), e.getResultCode()));
        } catch (GeneralSecurityException e) {
            return new ServerAnswer.None("TLS cannot be used: " + e.getMessage());
        } finally {
            Arrays.fill(bindPassword, '\0');
        }
    }

    private Optional<SearchResultEntry> entry(LDAPConnection looking, String user) throws LDAPException {
        SearchRequest request = new SearchRequest(
                server.baseDn(),
                SearchScope.SUB,
                Filter.createEqualityFilter(server.userAttribute(), user),
                server.groupAttribute());
        request.setSizeLimit(2);
        try {
            List<SearchResultEntry> found = looking.search(request).getSearchEntries();
            if (found.size() > 1) {
                throw several(user);
            }
            return found.stream().findFirst();
        } catch (LDAPSearchException e) {
            if (e.getResultCode().equals(ResultCode.SIZE_LIMIT_EXCEEDED)) {
                throw several(user);
            }
            throw e;
        }
    }

    private LDAPException several(String user) {
        return new LDAPException(
                ResultCode.SIZE_LIMIT_EXCEEDED,
                "Several entries below '%s' have %s '%s'".formatted(server.baseDn(), server.userAttribute(), user));
    }

    /** On a connection of its own, for the first goes on as who looks for entries. */
    private boolean opens(String dn, char[] password) throws LDAPException, GeneralSecurityException {
        try (LDAPConnection asUser = LdapConnections.open(server)) {
            bind(asUser, dn, password);
            return true;
        } catch (LDAPException e) {
            if (REFUSALS.contains(e.getResultCode())) {
                return false;
            }
            throw e;
        }
    }

    private static void bind(LDAPConnection connection, String dn, char[] password) throws LDAPException {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        encoded.clear().put(new byte[encoded.capacity()]);
        try {
            connection.bind(new SimpleBindRequest(dn, bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Each group by its DN and by its short name. */
    private List<String> groups(LDAPConnection looking, String user, SearchResultEntry entry) throws LDAPException {
        List<String> groups = new ArrayList<>();
        String[] named = entry.getAttributeValues(server.groupAttribute());
        if (named != null) {
            Arrays.stream(named).limit(MOST_GROUPS).forEach(group -> add(group, groups));
        }
        if (!server.groupBaseDn().isEmpty()) {
            SearchRequest request = new SearchRequest(
                    server.groupBaseDn(),
                    SearchScope.SUB,
                    Filter.createORFilter(
                            Filter.createEqualityFilter("member", entry.getDN()),
                            Filter.createEqualityFilter("uniqueMember", entry.getDN()),
                            Filter.createEqualityFilter("memberUid", user)),
                    SearchRequest.NO_ATTRIBUTES);
            request.setSizeLimit(MOST_GROUPS);
            looking.search(request).getSearchEntries().forEach(group -> add(group.getDN(), groups));
        }
        return groups;
    }

    private static void add(String group, List<String> groups) {
        groups.add(group);
        try {
            RDN name = new DN(group).getRDN();
            if (name != null) {
                groups.add(name.getAttributeValues()[0]);
            }
        } catch (LDAPException e) {
            // Not every attribute that names groups holds DNs; the value itself is compared then.
        }
    }
}
