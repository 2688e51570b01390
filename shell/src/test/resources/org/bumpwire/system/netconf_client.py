"""Drives a device's NETCONF server with ncclient: python3 netconf_client.py PORT KEY SCENARIO [DIRECTORY]."""

import pathlib
import sys
import time

from lxml import etree
from ncclient import manager
from ncclient.operations import RPCError

CONFIG = "urn:bumpwire:config:1"
STATE = "urn:bumpwire:state:1"
BASE = "urn:ietf:params:xml:ns:netconf:base:1.0"
MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring"
LIBRARY = "urn:ietf:params:xml:ns:yang:ietf-yang-library"
NAMES = {"b": CONFIG, "s": STATE, "m": MONITORING, "l": LIBRARY}
PORT, KEY, SCENARIO = int(sys.argv[1]), sys.argv[2], sys.argv[3]


def connect():
    return manager.connect(
        host="127.0.0.1",
        port=PORT,
        username="admin",
        key_filename=KEY,
        hostkey_verify=False,
        allow_agent=False,
        look_for_keys=False,
        timeout=60,
    )


def config(inner):
    return '<config xmlns="%s" xmlns:nc="%s">%s</config>' % (BASE, BASE, inner)


def gen(inner):
    return '<gen xmlns="%s">%s</gen>' % (CONFIG, inner)


def segment(inner, attribute=""):
    return '<segment xmlns="%s" %s>%s</segment>' % (CONFIG, attribute, inner)


def proxy(inner):
    return '<sslinsp xmlns="%s"><client-proxy><name>P</name>%s</client-proxy></sslinsp>' % (CONFIG, inner)


def edit(m, inner, **how):
    return m.edit_config(target="candidate", config=config(inner), **how)


def find(reply, path):
    return [e.text for e in reply.data_ele.iterfind(path, NAMES)]


def host_name(m, source="running"):
    return find(m.get_config(source, filter=("subtree", gen("<host-name/>"))), "b:gen/b:host-name")


def refused(tag, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except RPCError as one_or_more:
        e = one_or_more.errlist[0] if one_or_more.errlist else one_or_more
        assert e.tag == tag, "expected %s, got %s: %s" % (tag, e.tag, e.message)
        return e
    raise AssertionError("expected %s, but it was accepted" % tag)


def edits_and_commits():
    with connect() as m:
        assert m.session_id.isdigit()
        for capability in [":candidate", ":confirmed-commit:1.1", ":rollback-on-error", ":startup", ":validate:1.1"]:
            assert capability in m.server_capabilities, capability
        edit(m, gen("<host-name>edge-1</host-name><location>Room &lt;1&gt; &amp; \u00fc</location>"))
        assert host_name(m, "candidate") == ["edge-1"]
        assert host_name(m) == ["first"]
        m.validate("candidate")
        m.commit()
        assert host_name(m) == ["edge-1"]
        assert find(m.get_config("running"), "b:gen/b:location") == ["Room <1> & \u00fc"]
        assert host_name(m, "startup") != ["edge-1"]
        m.copy_config(source="running", target="startup")
        assert host_name(m, "startup") == ["edge-1"]
        edit(m, gen("<host-name>dropped</host-name>"))
        m.discard_changes()
        assert host_name(m, "candidate") == ["edge-1"]
        state = m.get(filter=("subtree", '<state xmlns="%s"/>' % STATE))
        assert find(state, "s:state/s:configuration/s:running-is-saved") == ["true"]
        assert "connTotal" in find(state, "s:state/s:counters/s:group/s:counter/s:name")
        assert find(state, "s:state/s:operators/s:operator/s:session-id") == [m.session_id]


def every_operation_of_an_edit():
    with connect() as m:
        mode = "<name>S</name><mode>redirect 127.0.0.1:18443</mode>"
        edit(m, segment(mode, 'nc:operation="create"'))
        error = refused("data-exists", edit, m, segment(mode, 'nc:operation="create"'))
        assert error.path == "/b:segment[b:name='S']", error.path
        edit(m, segment("<name>S</name><description>one</description>"))
        edit(m, segment(mode, 'nc:operation="replace"'))
        one = m.get_config("candidate", filter=("subtree", segment("<name>S</name>")))
        assert find(one, "b:segment/*") == ["S", "redirect 127.0.0.1:18443"], etree.tostring(one.data_ele)
        edit(m, segment('<name>S</name><description nc:operation="remove"/>'))
        refused("data-missing", edit, m, segment('<name>S</name><description nc:operation="delete"/>'))
        edit(m, segment("<name>S</name>", 'nc:operation="delete"'))
        refused("data-missing", edit, m, segment("<name>S</name>", 'nc:operation="delete"'))
        edit(m, segment("<name>S</name>", 'nc:operation="remove"'))
        refused("missing-element", edit, m, segment("<mode>redirect 1</mode>"))
        refused("data-missing", edit, m, segment("<name>NEW</name>"), default_operation="none")
        # A list is one element a value.
        edit(m, proxy("<detection-port>443</detection-port><detection-port>8443-8444</detection-port>"))
        refused("data-exists", edit, m, proxy('<detection-port nc:operation="create">443</detection-port>'))
        edit(m, proxy('<detection-port nc:operation="delete">443</detection-port><detection-port>993</detection-port>'))
        ports = m.get_config("candidate", filter=("subtree", proxy("<detection-port/>")))
        assert find(ports, "b:sslinsp/b:client-proxy/b:detection-port") == ["8443-8444", "993"]
        # A keyword may be that of a statement and of a context.
        edit(m, '<sslinsp xmlns="%s"><server-state>enable</server-state><server><name>W</name></server></sslinsp>' % CONFIG)
        inspection = m.get_config("candidate", filter=("subtree", '<sslinsp xmlns="%s"/>' % CONFIG))
        assert find(inspection, "b:sslinsp/b:server-state") == ["enable"]
        assert find(inspection, "b:sslinsp/b:server/b:name") == ["W"]
        m.discard_changes()


def all_or_nothing():
    with connect() as m:
        good = gen("<host-name>half</host-name>")
        bad = gen('<host-name>half</host-name><colour>7</colour>') + segment("<name>a/b</name>")
        for option in ["stop-on-error", "rollback-on-error"]:
            refused("unknown-element", edit, m, bad, error_option=option)
            assert host_name(m, "candidate") != ["half"]
        refused("unknown-element", edit, m, bad, error_option="continue-on-error")
        assert host_name(m, "candidate") == ["half"]
        m.discard_changes()
        refused("bad-element", edit, m, gen("<ssh>7</ssh>"))
        refused("invalid-value", edit, m, gen("<host-name>a b</host-name>"))
        wrong = '<gen xmlns="urn:example:other"><host-name>x</host-name></gen>'
        refused("unknown-namespace", edit, m, wrong)
        nowhere = '<virtual-segment xmlns="%s"><name>V</name><position>1</position><segment>X</segment></virtual-segment>'
        refused("operation-failed", edit, m, nowhere % CONFIG, test_option="test-then-set")
        refused("operation-failed", edit, m, nowhere % CONFIG, test_option="test-only")
        edit(m, good, test_option="test-only")
        assert host_name(m, "candidate") != ["half"]
        edit(m, nowhere % CONFIG)
        refused("operation-failed", m.validate, "candidate")
        refused("operation-failed", m.commit)
        m.discard_changes()
        refused("operation-not-supported", m.edit_config, target="running", config=config(good))
        refused("operation-not-supported", m.delete_config, "startup")


def whole_configurations():
    with connect() as m:
        before = m.get_config("running").data_ele
        edit(m, "".join(etree.tostring(e).decode() for e in before), default_operation="replace")
        assert etree.tostring(m.get_config("candidate").data_ele) == etree.tostring(before)
        edit(m, segment("<name>T</name><mode>redirect 127.0.0.1:18443</mode>"))
        m.copy_config(source="running", target="candidate")
        assert etree.tostring(m.get_config("candidate").data_ele) == etree.tostring(before)
        marked = segment(
            '<name>T</name><mode xmlns:x="%s" x:inactive="true" x:note="why &quot;not&quot;">redirect 127.0.0.1:1</mode>' % CONFIG
        )
        edit(m, marked)
        mode = m.get_config("candidate").data_ele.find("b:segment[b:name='T']/b:mode", NAMES)
        assert dict(mode.attrib) == {"{%s}inactive" % CONFIG: "true", "{%s}note" % CONFIG: 'why "not"'}, mode.attrib
        m.discard_changes()


def confirmed_commits():
    with connect() as m:
        name = host_name(m)
        edit(m, gen("<host-name>trial-1</host-name>"))
        m.commit(confirmed=True, timeout="1")
        assert host_name(m) == ["trial-1"]
        for _ in range(100):
            if host_name(m) == name:
                break
            time.sleep(0.1)
        assert host_name(m) == name
        edit(m, gen("<host-name>trial-2</host-name>"))
        m.commit(confirmed=True, timeout="300")
        m.cancel_commit()
        assert host_name(m) == name
        edit(m, gen("<host-name>trial-3</host-name>"))
        m.commit(confirmed=True, timeout="300", persist="IQ,d4668")
        refused("invalid-value", m.commit)
    with connect() as m:
        assert host_name(m) == ["trial-3"]
        refused("invalid-value", m.cancel_commit, persist_id="other")
        m.dispatch(etree.fromstring('<commit xmlns="%s"><persist-id>IQ,d4668</persist-id></commit>' % BASE))
        state = m.get(filter=("subtree", '<state xmlns="%s"><configuration/></state>' % STATE))
        assert find(state, "s:state/s:configuration/s:unconfirmed") == []
        edit(m, gen("<host-name>trial-4</host-name>"))
        m.commit(confirmed=True, timeout="300")
    with connect() as m:
        # What the session did not confirm went with it.
        for _ in range(100):
            if host_name(m) == ["trial-3"]:
                break
            time.sleep(0.1)
        assert host_name(m) == ["trial-3"]


def write(directory, name, elements):
    text = "".join(etree.tostring(e).decode() for e in elements)
    pathlib.Path(directory, name).write_text(text, encoding="utf-8")


def schemas():
    directory = sys.argv[4]
    with connect() as m:
        listed = m.get(filter=("subtree", '<netconf-state xmlns="%s"/>' % MONITORING))
        assert m.session_id in find(listed, "m:netconf-state/m:sessions/m:session/m:session-id")
        assert set(find(listed, "m:netconf-state/m:capabilities/m:capability")) == set(m.server_capabilities)
        identifiers = find(listed, "m:netconf-state/m:schemas/m:schema/m:identifier")
        assert identifiers == ["bumpwire-config", "bumpwire-state"], identifiers
        for schema in listed.data_ele.iterfind("m:netconf-state/m:schemas/m:schema", NAMES):
            identifier, version, namespace = [
                schema.findtext("m:" + leaf, namespaces=NAMES) for leaf in ("identifier", "version", "namespace")
            ]
            named = "%s?module=%s&revision=%s" % (namespace, identifier, version)
            assert named in m.server_capabilities, named
            text = m.get_schema(identifier, version=version, format="yang").data
            assert text == m.get_schema(identifier).data
            pathlib.Path(directory, identifier + ".yang").write_text(text, encoding="utf-8")
        refused("invalid-value", m.get_schema, "moon")
        refused("invalid-value", m.get_schema, "bumpwire-config", version="2001-01-01")
        refused("invalid-value", m.get_schema, "bumpwire-config", format="yin")
        write(directory, "config.xml", m.get_config("running").data_ele)
        write(directory, "defaults.xml", m.get_config("running", with_defaults="report-all").data_ele)
        write(directory, "state.xml", m.get(filter=("subtree", '<state xmlns="%s"/>' % STATE)).data_ele)
        library = m.get(filter=("subtree", '<modules-state xmlns="%s"/>' % LIBRARY))
        write(directory, "library.xml", library.data_ele)
        (set_id,) = find(library, "l:modules-state/l:module-set-id")
        assert any(c.endswith("&module-set-id=" + set_id) for c in m.server_capabilities)


def defaults():
    with connect() as m:
        set_ones = m.get_config("running", filter=("subtree", gen("")))
        assert find(set_ones, "b:gen/b:ssh/b:state") == []
        explicit = m.get_config("running", filter=("subtree", gen("")), with_defaults="explicit")
        assert etree.tostring(explicit.data_ele) == etree.tostring(set_ones.data_ele)
        all_ones = m.get(filter=("subtree", gen("")), with_defaults="report-all")
        assert find(all_ones, "b:gen/b:ssh/b:state") == ["enable"], etree.tostring(all_ones.data_ele)
        assert find(all_ones, "b:gen/b:host-name") == host_name(m)
        trim = '<get xmlns="%s"><with-defaults xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults">trim</with-defaults></get>'
        refused("invalid-value", m.dispatch, etree.fromstring(trim % BASE))


def tries_out():
    with connect() as m:
        edit(m, gen("<host-name>second</host-name>"))
        m.commit(confirmed=True, timeout="600", persist="IQ,d4668")


def confirms_what_it_tried_out():
    with connect() as m:
        assert host_name(m) == ["second"]
        refused("invalid-value", m.commit)
        refused("invalid-value", m.cancel_commit, persist_id="other")
        m.dispatch(etree.fromstring('<commit xmlns="%s"><persist-id>IQ,d4668</persist-id></commit>' % BASE))
        refused("invalid-value", m.cancel_commit, persist_id="IQ,d4668")
        edit(m, gen("<host-name>third</host-name>"))
        m.commit(confirmed=True, timeout="600", persist="another")


def cancels_what_it_tried_out():
    with connect() as m:
        assert host_name(m) == ["third"]
        refused("invalid-value", m.cancel_commit)
        m.cancel_commit(persist_id="another")
        assert host_name(m) == ["second"]


def locks_and_sessions():
    other = connect()
    with connect() as one:
        with one.locked("candidate"), one.locked("running"):
            error = refused("lock-denied", other.lock, "candidate")
            assert one.session_id in error.info, error.info
            refused("in-use", edit, other, gen("<host-name>other</host-name>"))
            edit(one, gen("<host-name>locked</host-name>"))
            one.discard_changes()
        refused("operation-failed", one.unlock, "candidate")
        with other.locked("candidate"):
            edit(other, gen("<location>mine</location>"))
            other.discard_changes()
        refused("invalid-value", one.kill_session, one.session_id)
        other.lock("candidate")
        refused("lock-denied", one.lock, "candidate")
        one.kill_session(other.session_id)
        for _ in range(100):
            if not other.connected:
                break
            time.sleep(0.1)
        assert not other.connected
        # What it had locked is free as soon as its end is dealt with.
        for _ in range(100):
            try:
                one.lock("candidate")
                break
            except RPCError as e:
                assert e.tag == "lock-denied", e.tag
                time.sleep(0.1)
        one.unlock("candidate")


if __name__ == "__main__":
    globals()[SCENARIO]()
    print("done")
