package org.bumpwire.shell.netconf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bumpwire.config.access.Capability;
import org.bumpwire.shell.session.ShellSession;

/** {@code get-schema}: the text of a YANG module (RFC 6022, section 3.1). */
final class GetSchema implements Operation {
    private static final String FORMAT = "yang";

    @Override
    public Capability needs() {
        return Capability.LOOK;
    }

    @Override
    public Set<String> parameters() {
        return Set.of("identifier", "version", "format");
    }

    @Override
    public List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException {
        String identifier = Datastore.required(request, "identifier").word();
        Optional<String> version =
                request.child("version").map(XmlElement::word).filter(v -> !v.isEmpty());
        String format = request.child("format").map(XmlElement::word).orElse(FORMAT);
        Module module = Module.fetchable().stream()
                .filter(one -> one.name().equals(identifier))
                .filter(one -> version.isEmpty() || version.get().equals(one.revision()))
                .findFirst()
                .filter(one -> format.substring(format.indexOf(':') + 1).equals(FORMAT))
                .orElseThrow(() -> new RpcException(RpcError.application(
                        RpcError.Tag.INVALID_VALUE,
                        "There is no schema '%s'%s as %s; netconf-state lists those that there are"
                                .formatted(
                                        identifier, version.map(v -> " of " + v).orElse(""), format))));
        return List.of(XmlElement.text(Names.MONITORING, "data", module.text()));
    }
}
