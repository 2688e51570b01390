package org.bumpwire.shell.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** An SSH client that notes which host keys it was shown. */
final class TestClient implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    final List<PublicKey> hostKeys = new CopyOnWriteArrayList<>();
    private final SshClient client = SshClient.setUpDefaultClient();

    TestClient() {
        client.setServerKeyVerifier((session, address, key) -> hostKeys.add(key));
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.start();
    }

    TestClient withCiphers(BuiltinCiphers... ciphers) {
        client.setCipherFactories(List.of(ciphers));
        return this;
    }

    ClientSession login(InetSocketAddress server, String user, String password) throws IOException {
        ClientSession session = connect(server, user);
        session.addPasswordIdentity(password);
        session.auth().verify(LIMIT);
        return session;
    }

    ClientSession login(InetSocketAddress server, String user, KeyPair key) throws IOException {
        ClientSession session = connect(server, user);
        session.addPublicKeyIdentity(key);
        session.auth().verify(LIMIT);
        return session;
    }

    ClientSession connect(InetSocketAddress server, String user) throws IOException {
        return client.connect(user, server).verify(LIMIT).getSession();
    }

    /** Runs one command, or what the input holds where the command is empty. */
    static Answer run(ClientSession session, String command, InputStream input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ClientChannel channel =
                command.isEmpty() ? session.createShellChannel() : session.createExecChannel(command)) {
            if (channel instanceof ChannelShell shell) {
                shell.setUsePty(false);
            }
            channel.setIn(input);
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(LIMIT);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
            Integer status = channel.getExitStatus();
            return new Answer(
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8),
                    status == null ? -1 : status);
        }
    }

    static Answer run(ClientSession session, String command) throws IOException {
        return run(session, command, InputStream.nullInputStream());
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** @param status -1 where the server told none */
    record Answer(String out, String err, int status) {}
}
