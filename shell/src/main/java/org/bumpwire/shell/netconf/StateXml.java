package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.store.ConfigStore;
import org.bumpwire.config.store.Unconfirmed;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.Device;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.stats.CounterGroup;
import org.bumpwire.stats.Reading;

/** What the device tells about itself besides its configuration. */
final class StateXml {
    private StateXml() {}

    static XmlElement of(ShellSession asking) {
        Device device = asking.device();
        List<XmlElement> state = new ArrayList<>();
        state.add(word("version", device.version()));
        state.add(word("time", device.clock().instant()));
        state.add(configuration(device.config()));
        state.add(node(
                "operators",
                asking.sessions().list().stream().map(StateXml::operator).toList()));
        if (asking.may(Capability.SEGMENTS, Grant.READ)) {
            state.add(node(
                    "listeners",
                    device.dataPlane().listeners().stream()
                            .map(StateXml::listener)
                            .toList()));
        }
        if (asking.may(Capability.SSL_EVENTS, Grant.READ)) {
            state.add(word("inspected-sessions", device.dataPlane().sessions().size()));
            state.add(node(
                    "counters",
                    device.stats().groups().stream().map(StateXml::group).toList()));
        }
        return node("state", state);
    }

    private static XmlElement configuration(ConfigStore store) {
        List<XmlElement> facts = new ArrayList<>();
        facts.add(word("running-revision", store.running().revision()));
        facts.add(word("running-is-saved", store.runningIsSaved()));
        Optional<Unconfirmed> waiting = store.unconfirmed();
        waiting.ifPresent(w -> facts.add(node(
                "unconfirmed",
                List.of(
                        word("revision", w.revision().id()),
                        word("user", w.revision().user()),
                        word("seconds-left", w.left().toSeconds())))));
        return node("configuration", facts);
    }

    private static XmlElement operator(ShellSession session) {
        return node(
                "operator",
                List.of(
                        word("session-id", session.id()),
                        word("user", session.operator().user()),
                        word("address", session.operator().address()),
                        word("since", session.since()),
                        word("edits", session.editing().isPresent())));
    }

    private static XmlElement listener(DataPlane.Listener listener) {
        return node(
                "listener",
                List.of(
                        word("segment", listener.segment()),
                        word("mode", listener.mode()),
                        word("listen", listener.listen()),
                        word("accepted", listener.accepted())));
    }

    private static XmlElement group(CounterGroup group) {
        List<XmlElement> counters = new ArrayList<>(List.of(word("name", group.name())));
        for (Reading reading : group.readings()) {
            counters.add(node("counter", List.of(word("name", reading.name()), word("value", reading.value()))));
        }
        return node("group", counters);
    }

    private static XmlElement node(String name, List<XmlElement> children) {
        return XmlElement.of(Names.STATE, name, children);
    }

    private static XmlElement word(String name, Object value) {
        return XmlElement.text(Names.STATE, name, value.toString());
    }
}
