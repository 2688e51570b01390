package org.bumpwire.shell.netconf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why a request was refused (RFC 6241, section 4.3 and appendix A).
 *
 * @param path an XPath to what is wrong, with the prefix {@code b} for the configuration's namespace; empty for none
 * @param message one sentence for people
 * @param info what the tag's definition asks for
 */
record RpcError(Type type, Tag tag, String path, String message, List<XmlElement> info) {
    RpcError {
        info = List.copyOf(info);
    }

    /** The layer at which it went wrong. */
    enum Type {
        RPC,
        PROTOCOL,
        APPLICATION
    }

    /** The tags of appendix A that this server uses. */
    enum Tag {
        ACCESS_DENIED,
        BAD_ATTRIBUTE,
        BAD_ELEMENT,
        DATA_EXISTS,
        DATA_MISSING,
        IN_USE,
        INVALID_VALUE,
        LOCK_DENIED,
        MALFORMED_MESSAGE,
        MISSING_ATTRIBUTE,
        MISSING_ELEMENT,
        OPERATION_FAILED,
        OPERATION_NOT_SUPPORTED,
        TOO_BIG,
        UNKNOWN_ATTRIBUTE,
        UNKNOWN_ELEMENT,
        UNKNOWN_NAMESPACE
    }

    static RpcError of(Type type, Tag tag, String message) {
        return new RpcError(type, tag, "", message, List.of());
    }

    static RpcError protocol(Tag tag, String message) {
        return of(Type.PROTOCOL, tag, message);
    }

    static RpcError application(Tag tag, String message) {
        return of(Type.APPLICATION, tag, message);
    }

    RpcError at(String where) {
        return new RpcError(type, tag, where, message, info);
    }

    /** The same with a fact for programs, such as bad-element. */
    RpcError info(String name, String value) {
        List<XmlElement> longer = new ArrayList<>(info);
        longer.add(XmlElement.text(Names.BASE, name, value));
        return new RpcError(type, tag, path, message, longer);
    }

    /** The same for a peer of the first version, which knows no malformed-message (RFC 6241, appendix A). */
    RpcError forOldPeers() {
        return tag == Tag.MALFORMED_MESSAGE ? new RpcError(type, Tag.OPERATION_FAILED, path, message, info) : this;
    }

    XmlElement element() {
        List<XmlElement> members = new ArrayList<>();
        members.add(XmlElement.text(Names.BASE, "error-type", word(type)));
        members.add(XmlElement.text(Names.BASE, "error-tag", word(tag)));
        members.add(XmlElement.text(Names.BASE, "error-severity", "error"));
        if (!path.isEmpty()) {
            members.add(XmlElement.text(Names.BASE, "error-path", path)
                    .with(Map.of("xmlns:" + Names.PREFIX, Names.CONFIGURATION)));
        }
        members.add(XmlElement.text(Names.BASE, "error-message", message).with(Map.of("xml:lang", "en")));
        if (!info.isEmpty()) {
            members.add(XmlElement.of(Names.BASE, "error-info", info));
        }
        return XmlElement.of(Names.BASE, "rpc-error", members);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
