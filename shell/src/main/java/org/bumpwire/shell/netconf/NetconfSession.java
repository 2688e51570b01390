package org.bumpwire.shell.netconf;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bumpwire.shell.session.Operator;
import org.bumpwire.shell.session.ShellSession;
import org.bumpwire.shell.session.ShellSessions;

/** One client: greets, then answers each request in turn. {@link #hangup} may come from any thread. */
public final class NetconfSession {
    /** How long a client may take to greet. */
    private static final int GREETING_SECONDS = 60;

    private static final Map<String, String> NOTHING_WRITTEN = Map.of();

    private final Framing framing;
    private final ShellSession session;
    private final Requests requests;
    private final ConfirmedCommits confirmed;
    private volatile boolean greeted;

    NetconfSession(
            ShellSessions sessions, Operator operator, Framing framing, ConfirmedCommits confirmed, Runnable cut) {
        this.framing = framing;
        this.session = sessions.open(operator, new NetconfScreen(cut));
        this.confirmed = confirmed;
        this.requests = new Requests(session, confirmed);
    }

    /**
     * Serves the client until it is done or hung up on.
     *
     * @throws IOException where the stream breaks off
     */
    public void run() throws IOException {
        try {
            greet();
            while (session.isOpen()) {
                Optional<byte[]> message = framing.read();
                if (message.isEmpty()) {
                    return;
                }
                answer(message.get());
            }
        } catch (Framing.FramingException e) {
            refuse(RpcError.of(RpcError.Type.RPC, RpcError.Tag.MALFORMED_MESSAGE, String.valueOf(e.getMessage())));
            session.audit("netconf message", String.valueOf(e.getMessage()), false);
        } finally {
            end();
        }
    }

    /** Ends {@link #run} soon. */
    public void hangup() {
        session.hangup();
    }

    private void greet() throws IOException, Framing.FramingException {
        framing.write(hello(), NOTHING_WRITTEN);
        var unused = CompletableFuture.runAsync(
                this::hangUpOnTheSilent, CompletableFuture.delayedExecutor(GREETING_SECONDS, TimeUnit.SECONDS));
        Optional<byte[]> message = framing.read();
        greeted = true;
        if (message.isEmpty()) {
            session.hangup();
            return;
        }
        try {
            List<String> capabilities =
                    capabilities(XmlReader.read(message.get()).root());
            if (capabilities.contains(Names.BASE_1_1)) {
                framing.useChunks();
            } else if (!capabilities.contains(Names.BASE_1_0)) {
                throw new RpcException(
                        RpcError.of(RpcError.Type.RPC, RpcError.Tag.OPERATION_FAILED, "No version in common"));
            }
        } catch (RpcException e) {
            // Without a greeting there is no session in which to complain (RFC 6241, section 8.1).
            session.audit("netconf hello", String.valueOf(e.getMessage()), false);
            session.hangup();
        }
    }

    private void hangUpOnTheSilent() {
        if (!greeted) {
            session.hangup();
        }
    }

    private XmlElement hello() {
        return XmlElement.of(
                Names.BASE,
                "hello",
                XmlElement.of(
                        Names.BASE,
                        "capabilities",
                        Names.capabilities().stream()
                                .map(c -> XmlElement.text(Names.BASE, "capability", c))
                                .toList()),
                XmlElement.text(Names.BASE, "session-id", Long.toString(session.id())));
    }

    private static List<String> capabilities(XmlElement hello) throws RpcException {
        if (!hello.name().equals("hello")
                || !hello.namespace().equals(Names.BASE)
                || hello.child("session-id").isPresent()) {
            throw new RpcException(
                    RpcError.of(RpcError.Type.RPC, RpcError.Tag.OPERATION_FAILED, "Expected the hello of a client"));
        }
        return hello.child("capabilities").stream()
                .flatMap(c -> c.children().stream())
                .map(XmlElement::word)
                .toList();
    }

    private void answer(byte[] message) throws IOException {
        session.touch();
        XmlMessage request;
        try {
            request = XmlReader.read(message);
            Requests.requireRpc(request.root());
        } catch (RpcException e) {
            session.audit("netconf message", String.valueOf(e.getMessage()), false);
            refuse(e.errors().get(0));
            return;
        }
        XmlElement reply = XmlElement.of(Names.BASE, "rpc-reply", requests.answer(request));
        session.touch();
        framing.write(reply, request.written());
    }

    private void refuse(RpcError error) throws IOException {
        RpcError known = framing.usesChunks() ? error : error.forOldPeers();
        framing.write(XmlElement.of(Names.BASE, "rpc-reply", known.element()), NOTHING_WRITTEN);
    }

    private void end() {
        try {
            confirmed.ended(session);
        } finally {
            session.close();
        }
    }
}
