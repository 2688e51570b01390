package org.bumpwire.shell.netconf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.shell.session.CommandException;
import org.bumpwire.shell.session.ShellSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The life of a request: understood, allowed, done, written into the audit log. */
final class Requests {
    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
    private static final XmlElement OK = XmlElement.of(Names.BASE, "ok");

    private final ShellSession session;
    /** By the {@link XmlElement#key} of the element that asks for them. */
    private final Map<String, Operation> operations = new HashMap<>();

    Requests(ShellSession session, ConfirmedCommits confirmed) {
        this.session = session;
        Locks locks = new Locks();
        Commits commits = new Commits(confirmed);
        put("get", Retrieval.get());
        put("get-config", Retrieval.getConfig());
        put("edit-config", new EditConfig());
        put("copy-config", new CopyConfig());
        put("delete-config", new DeleteConfig());
        put("validate", new Validation());
        put("lock", locks.lock());
        put("unlock", locks.unlock());
        put("commit", commits.commit());
        put("cancel-commit", commits.cancel());
        put("discard-changes", commits.discard());
        put("kill-session", new KillSession());
        put("close-session", new CloseSession());
        operations.put(XmlElement.key(Names.MONITORING, "get-schema"), new GetSchema());
    }

    private void put(String name, Operation operation) {
        operations.put(XmlElement.key(Names.BASE, name), operation);
    }

    /** The content of the reply to a message that {@link #requireRpc} let pass. */
    List<XmlElement> answer(XmlMessage message) {
        String what = "netconf message";
        boolean durable = false;
        List<XmlElement> reply;
        String fault = "";
        try {
            XmlElement request = request(message.root());
            what = "netconf " + request.name() + detail(request);
            Operation operation = operation(request);
            durable = operation.changesDevice();
            require(operation.needs());
            requireKnown(operation, request);
            List<XmlElement> content = operation.run(session, request);
            reply = content.isEmpty() ? List.of(OK) : content;
        } catch (RpcException e) {
            reply = e.errors().stream().map(RpcError::element).toList();
            fault = String.valueOf(e.getMessage());
        } catch (CommandException e) {
            fault = String.valueOf(e.getMessage());
            reply = List.of(
                    RpcError.application(RpcError.Tag.OPERATION_FAILED, fault).element());
        } catch (RuntimeException e) {
            LOG.error("A request of NETCONF session {} failed", session.id(), e);
            fault = "Internal fault; the request may be half done, see the device's own log";
            reply = List.of(
                    RpcError.application(RpcError.Tag.OPERATION_FAILED, fault).element());
        }
        session.audit(what, fault, durable);
        return reply;
    }

    /** Refuses a message that is no request, which cannot be answered as one. */
    static void requireRpc(XmlElement root) throws RpcException {
        if (!root.name().equals("rpc") || !root.namespace().equals(Names.BASE)) {
            throw new RpcException(RpcError.of(
                    RpcError.Type.RPC,
                    RpcError.Tag.MALFORMED_MESSAGE,
                    "Expected an rpc in the namespace " + Names.BASE));
        }
    }

    private static XmlElement request(XmlElement root) throws RpcException {
        if (root.attribute("message-id").isEmpty()) {
            throw new RpcException(
                    RpcError.of(RpcError.Type.RPC, RpcError.Tag.MISSING_ATTRIBUTE, "An rpc needs a message-id")
                            .info("bad-attribute", "message-id")
                            .info("bad-element", "rpc"));
        }
        if (root.children().size() != 1) {
            throw new RpcException(
                    RpcError.of(RpcError.Type.RPC, RpcError.Tag.MISSING_ELEMENT, "An rpc has exactly one operation"));
        }
        return root.children().get(0);
    }

    private Operation operation(XmlElement request) throws RpcException {
        Operation operation = operations.get(XmlElement.key(request.namespace(), request.name()));
        if (operation == null) {
            throw Targets.notSupported(
                    "There is no operation '%s' in the namespace %s".formatted(request.name(), request.namespace()));
        }
        return operation;
    }

    /** What means nothing here may have been meant for something. */
    private static void requireKnown(Operation operation, XmlElement request) throws RpcException {
        for (XmlElement element : request.children()) {
            boolean own = element.namespace().equals(request.namespace());
            String key = XmlElement.key(element.namespace(), element.name());
            if (!operation.parameters().contains(own ? element.name() : key)) {
                throw new RpcException(RpcError.protocol(
                                RpcError.Tag.UNKNOWN_ELEMENT,
                                "'%s' has no element '%s'".formatted(request.name(), own ? element.name() : key))
                        .info("bad-element", element.name()));
            }
        }
    }

    /** Which configurations a request is about, for the audit log; nothing of what is in them. */
    private static String detail(XmlElement request) {
        return request.children().stream()
                .filter(c -> c.name().equals("source") || c.name().equals("target"))
                .map(c -> " " + c.name() + "="
                        + c.children().stream().map(XmlElement::name).collect(Collectors.joining(",")))
                .collect(Collectors.joining());
    }

    private void require(Capability needed) throws RpcException {
        if (session.rights().isEmpty()) {
            session.hangup();
        }
        try {
            session.require(needed, Grant.WRITE);
        } catch (CommandException e) {
            throw new RpcException(RpcError.protocol(RpcError.Tag.ACCESS_DENIED, String.valueOf(e.getMessage())));
        }
    }

    /** {@code delete-config}: there is always something that runs and something to boot from. */
    private static final class DeleteConfig implements Operation {
        @Override
        public Capability needs() {
            return Capability.CONFIGURE;
        }

        @Override
        public Set<String> parameters() {
            return Set.of("target");
        }

        @Override
        public List<XmlElement> run(ShellSession session, XmlElement request) throws RpcException {
            Datastore target = Datastore.namedIn(request, "target");
            throw Targets.notSupported("Configuration %s cannot be deleted".formatted(target.word()));
        }
    }

    /** {@code close-session}: drops what was not committed, and ends the session once it is answered. */
    private static final class CloseSession implements Operation {
        @Override
        public Capability needs() {
            return Capability.LOOK;
        }

        @Override
        public Set<String> parameters() {
            return Set.of();
        }

        @Override
        public List<XmlElement> run(ShellSession session, XmlElement request) throws CommandException {
            session.discard();
            session.logout();
            return List.of();
        }
    }
}
