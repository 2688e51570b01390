package org.bumpwire.shell.netconf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.bumpwire.config.model.User;
import org.bumpwire.shell.login.Admission;
import org.bumpwire.shell.session.Operator;

/** A client over two pipes, by the old framing. */
final class NetconfPeer implements AutoCloseable {
    private static final String END = "]]>]]>";
    private static final int PIPE_BYTES = 1 << 20;

    private final PipedOutputStream requests = new PipedOutputStream();
    private final PipedInputStream replies = new PipedInputStream(PIPE_BYTES);
    private final Thread server;
    private int sent;

    NetconfPeer(NetconfService service, String user) throws IOException {
        PipedInputStream input = new PipedInputStream(requests, PIPE_BYTES);
        PipedOutputStream output = new PipedOutputStream(replies);
        NetconfSession session = service.open(operator(user), input, output, this::leave);
        server = new Thread(() -> serve(session), "netconf-under-test");
        server.setDaemon(true);
        server.start();
        send("<hello xmlns=\"%s\"><capabilities><capability>%s</capability></capabilities></hello>"
                .formatted(Names.BASE, Names.BASE_1_0));
        assertThat(read()).contains("<session-id>");
    }

    /** The reply to an operation. */
    String ask(String operation) throws IOException {
        send("<rpc xmlns=\"%s\" message-id=\"%d\">%s</rpc>".formatted(Names.BASE, ++sent, operation));
        return read();
    }

    /** Edits the candidate, with elements of the configuration. */
    String edit(String config) throws IOException {
        return ask("<edit-config><target><candidate/></target><config xmlns:b=\"%s\">%s</config></edit-config>"
                .formatted(Names.CONFIGURATION, config));
    }

    /** Sends nothing more. */
    void leave() {
        try {
            requests.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitEnd() {
        await().until(() -> !server.isAlive());
    }

    @Override
    public void close() {
        leave();
    }

    private static void serve(NetconfSession session) {
        try {
            session.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void send(String message) throws IOException {
        requests.write((message + END).getBytes(UTF_8));
        requests.flush();
    }

    private String read() throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        while (!reply.toString(UTF_8).endsWith(END)) {
            int next = replies.read();
            assertThat(next).as("after %s", reply).isNotNegative();
            reply.write(next);
        }
        return reply.toString(UTF_8);
    }

    private static Operator operator(String user) {
        return Operator.ssh(
                new Admission.Admitted(user, true, access -> access.user(user).map(User::rights), "By a test"),
                "192.0.2.9:50000",
                List.of());
    }
}
