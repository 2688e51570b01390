package org.bumpwire.shell.netconf;

import java.util.List;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.shell.session.CommandException;
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
    public Set<String> parameters() {
        return Set.of(ID);
    }

    @Override
    public List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException {
        String id = Datastore.required(request, ID).word();
        try {
            session.sessions().toEnd(session, id).hangup();
            return List.of();
        } catch (CommandException e) {
            boolean there = session.sessions().list().stream()
                    .anyMatch(one ->
                            one.id() != session.id() && Long.toString(one.id()).equals(id));
            RpcError.Tag tag = there ? RpcError.Tag.ACCESS_DENIED : RpcError.Tag.INVALID_VALUE;
            throw new RpcException(
                    RpcError.protocol(tag, String.valueOf(e.getMessage())).info("bad-element", ID));
        }
    }
}
