package org.bumpwire.proxy;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.security.Signature;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers a ClientHello with a ServerHello of TLS 1.2 that a test wrote, and keeps the hello and the answer's echo. */
final class ScriptedServer implements Origin.Service {
    private static final int HANDSHAKE = 22;
    private static final String RANDOM = "5c".repeat(32);

    final BlockingQueue<byte[]> hellos = new LinkedBlockingQueue<>();
    /** What the client sent next: an alert record, if it refused. */
    final BlockingQueue<byte[]> replies = new LinkedBlockingQueue<>();

    private final String random;
    private final int suite;
    private final int compression;
    private final String extensions;
    private final boolean signsWithSha1;

    private ScriptedServer(String random, int suite, int compression, String extensions, boolean signsWithSha1) {
        this.random = random;
        this.suite = suite;
        this.compression = compression;
        this.extensions = extensions;
        this.signsWithSha1 = signsWithSha1;
    }

    /** A server of TLS 1.3 that somebody made speak TLS 1.2 (RFC 8446, section 4.1.3). */
    static ScriptedServer downgraded() {
        return new ScriptedServer("5c".repeat(24) + "444f574e47524401", 0xC02F, 0, "", false);
    }

    static ScriptedServer choosing(int suite, int compression) {
        return new ScriptedServer(RANDOM, suite, compression, "", false);
    }

    /** @param extensions of its ServerHello, in hexadecimal digits */
    static ScriptedServer adding(String extensions) {
        return new ScriptedServer(RANDOM, 0xC02F, 0, extensions, false);
    }

    static ScriptedServer signingWithSha1() {
        return new ScriptedServer(RANDOM, 0xC02F, 0, "", true);
    }

    @Override
    public void serve(Socket socket) throws Exception {
        byte[] hello = record(socket.getInputStream());
        hellos.add(hello);
        ByteArrayOutputStream flight = new ByteArrayOutputStream();
        flight.write(message(2, serverHello()));
        if (signsWithSha1) {
            byte[] certificate = TestPki.RSA_SITE.getCertificate().getEncoded();
            flight.write(message(11, vector(3, vector(3, certificate))));
            flight.write(message(12, keyExchange(hello)));
            flight.write(message(14, new byte[0]));
        }
        socket.getOutputStream().write(join(new byte[] {HANDSHAKE, 3, 3}, vector(2, flight.toByteArray())));
        replies.add(record(socket.getInputStream()));
    }

    private byte[] serverHello() {
        byte[] fixed = HexFormat.of().parseHex("0303%s00%04x%02x".formatted(random, suite, compression));
        return extensions.isEmpty()
                ? fixed
                : join(fixed, vector(2, HexFormat.of().parseHex(extensions)));
    }

    /** An ephemeral key that is only the base point: who refuses the signature never uses it. */
    private static byte[] keyExchange(byte[] hello) throws Exception {
        byte[] parameters = HexFormat.of().parseHex("03001d20" + "09" + "00".repeat(31));
        Signature signature = Signature.getInstance("SHA1withRSA");
        signature.initSign(TestPki.RSA_SITE.getKeyPair().getPrivate());
        signature.update(hello, 5 + 4 + 2, 32);
        signature.update(HexFormat.of().parseHex(RANDOM));
        signature.update(parameters);
        return join(parameters, join(new byte[] {2, 1}, vector(2, signature.sign())));
    }

    private static byte[] message(int type, byte[] body) {
        return join(new byte[] {(byte) type}, vector(3, body));
    }

    private static byte[] vector(int lengthOctets, byte[] content) {
        byte[] length = new byte[lengthOctets];
        for (int i = 0; i < lengthOctets; i++) {
            length[i] = (byte) (content.length >> (8 * (lengthOctets - 1 - i)));
        }
        return join(length, content);
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = new byte[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] record(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] header = data.readNBytes(5);
        return header.length < 5
                ? header
                : join(header, data.readNBytes(((header[3] & 0xFF) << 8) | (header[4] & 0xFF)));
    }
}
