package org.bumpwire.shell.login.radius;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.aaa4j.radius.client.IntervalRetransmissionStrategy;
import org.aaa4j.radius.client.RadiusClient;
import org.aaa4j.radius.client.RadiusClientException;
import org.aaa4j.radius.client.clients.UdpRadiusClient;
import org.aaa4j.radius.core.attribute.StringData;
import org.aaa4j.radius.core.attribute.TextData;
import org.aaa4j.radius.core.attribute.attributes.FilterId;
import org.aaa4j.radius.core.attribute.attributes.MessageAuthenticator;
import org.aaa4j.radius.core.attribute.attributes.NasIdentifier;
import org.aaa4j.radius.core.attribute.attributes.UserName;
import org.aaa4j.radius.core.attribute.attributes.UserPassword;
import org.aaa4j.radius.core.packet.Packet;
import org.aaa4j.radius.core.packet.packets.AccessAccept;
import org.aaa4j.radius.core.packet.packets.AccessReject;
import org.aaa4j.radius.core.packet.packets.AccessRequest;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.shell.login.LoginServer;
import org.bumpwire.shell.login.ServerAnswer;

/**
 * Asks a RADIUS server by PAP (RFC 2865). Requests carry a Message-Authenticator, and an answer without one proves nothing:
 * the rest of its proof can be forged (CVE-2024-3596).
 */
public final class RadiusServer implements LoginServer {
    private static final int LONGEST_PASSWORD_BYTES = 128;
    private static final int AUTHENTICATOR_BYTES = 16;

    private final RemoteServer.Radius server;
    private final char[] secret;

    /** @param secret what is shared with the server; wiped when it has been asked once */
    public RadiusServer(RemoteServer.Radius server, char[] secret) {
        this.server = server;
        this.secret = secret;
    }

    @Override
    public ServerAnswer ask(String user, char[] password) {
        byte[] clear = bytes(password);
        byte[] shared = bytes(secret);
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        try {
            if (clear.length > LONGEST_PASSWORD_BYTES) {
                return new ServerAnswer.Rejected();
            }
            if (address.isUnresolved()) {
                return new ServerAnswer.None("Host '%s' has no address".formatted(server.host()));
            }
            return judged(client(address, shared).send(request(user, clear)));
        } catch (RadiusClientException e) {
            return new ServerAnswer.None(reason(e));
        } finally {
            Arrays.fill(clear, (byte) 0);
            Arrays.fill(shared, (byte) 0);
            Arrays.fill(secret, '\0');
        }
    }

    private RadiusClient client(InetSocketAddress address, byte[] shared) {
        return UdpRadiusClient.newBuilder()
                .address(address)
                .secret(shared)
                .retransmissionStrategy(new IntervalRetransmissionStrategy(server.attempts(), server.timeout()))
                .build();
    }

    private AccessRequest request(String user, byte[] password) {
        return new AccessRequest(List.of(
                new MessageAuthenticator(),
                new UserName(new TextData(user)),
                new UserPassword(new StringData(password)),
                new NasIdentifier(new TextData(server.nasIdentifier()))));
    }

    /** The library has checked both authenticators as far as they are there. */
    private ServerAnswer judged(Packet answer) {
        boolean proved = answer.getAttribute(MessageAuthenticator.class)
                .filter(attribute -> attribute.getData().length() == AUTHENTICATOR_BYTES)
                .isPresent();
        if (!proved) {
            return new ServerAnswer.None(
                    "It answered without Message-Authenticator, so the answer could be forged (CVE-2024-3596): update it");
        }
        if (answer instanceof AccessAccept) {
            return new ServerAnswer.Accepted(groups(answer));
        }
        return answer instanceof AccessReject
                ? new ServerAnswer.Rejected()
                : new ServerAnswer.None(
                        "It asked for more than a password (packet type %d)".formatted(answer.getCode()));
    }

    private List<String> groups(Packet answer) {
        return switch (server.roleAttribute()) {
            case FILTER_ID ->
                answer.getAttributes(FilterId.class).stream()
                        .map(attribute -> attribute.getData().getValue())
                        .toList();
            case CLASS ->
                answer.getAttributes(org.aaa4j.radius.core.attribute.attributes.Class.class).stream()
                        .map(attribute -> new String(attribute.getData().getValue(), UTF_8))
                        .toList();
        };
    }

    private static String reason(RadiusClientException failure) {
        return Optional.ofNullable(failure.getCause())
                .map(Throwable::getMessage)
                .or(() -> Optional.ofNullable(failure.getMessage()))
                .orElse("It could not be asked");
    }

    private static byte[] bytes(char[] text) {
        ByteBuffer encoded = UTF_8.encode(CharBuffer.wrap(text));
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        encoded.clear().put(new byte[encoded.capacity()]);
        return bytes;
    }
}
