package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.List;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.ShellSessions;

/** What the server tells about itself: capabilities, schemas and sessions (RFC 6022), and its modules (RFC 7895). */
final class ServerXml {
    private ServerXml() {}

    static List<XmlElement> of(ShellSessions sessions) {
        return List.of(monitoring(sessions), library());
    }

    private static XmlElement monitoring(ShellSessions sessions) {
        List<XmlElement> capabilities = Names.capabilities().stream()
                .map(capability -> word("capability", capability))
                .toList();
        return node(
                "netconf-state",
                node("capabilities", capabilities),
                node(
                        "schemas",
                        Module.fetchable().stream().map(ServerXml::schema).toList()),
                node(
                        "sessions",
                        sessions.list().stream()
                                .filter(session -> session.screen() instanceof NetconfScreen)
                                .map(ServerXml::session)
                                .toList()));
    }

    private static XmlElement schema(Module module) {
        return node(
                "schema",
                word("identifier", module.name()),
                word("version", module.revision()),
                word("format", "yang"),
                word("namespace", module.namespace()),
                word("location", "NETCONF"));
    }

    private static XmlElement session(ShellSession session) {
        return node(
                "session",
                word("session-id", session.id()),
                word("transport", "netconf-ssh"),
                word("username", session.operator().user()),
                word("source-host", session.operator().address()),
                word("login-time", session.since()));
    }

    private static XmlElement library() {
        List<XmlElement> modules = new ArrayList<>();
        modules.add(XmlElement.text(Names.LIBRARY, "module-set-id", Module.setId()));
        for (Module module : Module.ALL) {
            modules.add(XmlElement.of(
                    Names.LIBRARY,
                    "module",
                    XmlElement.text(Names.LIBRARY, "name", module.name()),
                    XmlElement.text(Names.LIBRARY, "revision", module.revision()),
                    XmlElement.text(Names.LIBRARY, "namespace", module.namespace()),
                    XmlElement.text(Names.LIBRARY, "conformance-type", module.implemented() ? "implement" : "import")));
        }
        return XmlElement.of(Names.LIBRARY, "modules-state", modules);
    }

    private static XmlElement node(String name, XmlElement... children) {
        return node(name, List.of(children));
    }

    private static XmlElement node(String name, List<XmlElement> children) {
        return XmlElement.of(Names.MONITORING, name, children);
    }

    private static XmlElement word(String name, Object value) {
        return XmlElement.text(Names.MONITORING, name, value.toString());
    }
}
