package org.bumpwire.shell.netconf;

import java.util.List;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;

/** One kind of request. */
interface Operation {
    /** What the operator must be allowed to do. */
    Capability needs();

    /** The elements that its request may have: those of the request's own namespace by their names, others by their keys. */
    Set<String> parameters();

    /** Whether it changes the device, so that its audit record must outlive a crash. */
    default boolean changesDevice() {
        return false;
    }

    /** Does it, and answers the content of the reply; nothing for {@code ok}. */
    List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException, CommandException;

    /** An answer with data, which may be empty. */
    static List<XmlElement> data(List<XmlElement> data) {
        return List.of(XmlElement.of(Names.BASE, "data", data));
    }
}
