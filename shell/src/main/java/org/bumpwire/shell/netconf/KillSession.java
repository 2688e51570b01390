package org.bumpwire.shell.netconf;

import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.shell.session.ShellSession;

/** {@code kill-session}: hangs up on another session, one's own or, for who manages users, anybody's. */
final class KillSession implements Operation {
    private static final String ID = "session-id";

    @Override
    public Capability needs() {
        return Capability.OPERATE;
    }

    @Override
    public boolean changesDevice() {
        return true;
    }

    @Override
    public List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException {
        String id = Datastore.required(request, ID).word();
        Optional<ShellSession> other = session.sessions().list().stream()
                .filter(one -> Long.toString(one.id()).equals(id) && one.id() != session.id())
                .findFirst();
        if (other.isEmpty()) {
            throw new RpcException(
                    RpcError.protocol(RpcError.Tag.INVALID_VALUE, "There is no other session '%s'".formatted(id))
                            .info("bad-element", ID));
        }
        boolean own = other.get().operator().user().equals(session.operator().user());
        if (!own && !session.may(Capability.MANAGE_USERS)) {
            throw new RpcException(RpcError.protocol(
                    RpcError.Tag.ACCESS_DENIED, "Only who manages users may end the sessions of others"));
        }
        other.get().hangup();
        return List.of();
    }
}
