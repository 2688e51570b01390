package org.bumpwire.proxy.leg;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.HandshakeType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsProtocol;
import org.jspecify.annotations.Nullable;

/**
 * The side of a connection that faces a server.
 *
 * <p>The library asks about the server's certificate in the middle of its work and wants the answer at once. So its
 * handshake messages are handed on one by one here, and not beyond the certificate until it has been judged.
 */
final class LegacyClientProtocol extends TlsClientProtocol implements LegacyProtocol {
    private static final int HEADER = 4;

    private final LegacyClient client;
    private final LegacyFacts facts;
    private byte[] kept = new byte[0];
    private @Nullable ShownChain shown;
    private boolean awaitsVerdict;
    private boolean settled;

    LegacyClientProtocol(LegacyClient client, LegacyFacts facts) {
        this.client = client;
        this.facts = facts;
    }

    @Override
    public TlsProtocol engine() {
        return this;
    }

    @Override
    public LegacyFacts facts() {
        return facts;
    }

    @Override
    public void begin() throws IOException {
        connect(client);
    }

    @Override
    public boolean awaitsVerdict() {
        return awaitsVerdict;
    }

    @Override
    public ShownChain shown() {
        return shown == null ? ShownChain.NONE : shown;
    }

    @Override
    public void present(KeyMaterial material) {
        client.present(material);
    }

    @Override
    public void settle(CertificateAnswer answer) throws IOException {
        client.settle(answer);
        awaitsVerdict = false;
        settled = true;
        byte[] rest = kept;
        kept = new byte[0];
        try {
            if (rest.length > 0) {
                super.processRecord(ContentType.handshake, rest, 0, rest.length);
            }
        } catch (TlsFatalAlert e) {
            handleException(e.getAlertDescription(), "Handshake failed", e);
            throw e;
        } catch (RuntimeException e) {
            handleException(AlertDescription.internal_error, "Handshake failed", e);
            throw new TlsFatalAlert(AlertDescription.internal_error, e);
        }
    }

    @Override
    public void sendCloseNotify() throws IOException {
        raiseAlertWarning(AlertDescription.close_notify, "Nothing more comes");
    }

    @Override
    protected void handleAlertWarningMessage(short description) throws IOException {
        if (description == AlertDescription.close_notify && facts.isDone()) {
            facts.peerHasEnded();
        } else {
            super.handleAlertWarningMessage(description);
        }
    }

    @Override
    protected void processRecord(short type, byte[] bytes, int offset, int length) throws IOException {
        if (settled || type == ContentType.alert) {
            super.processRecord(type, bytes, offset, length);
        } else if (type == ContentType.handshake) {
            keep(bytes, offset, length);
            handOn();
        } else if (kept.length > 0) {
            throw new TlsFatalAlert(AlertDescription.unexpected_message, "Handshake message is interrupted");
        } else {
            super.processRecord(type, bytes, offset, length);
        }
    }

    private void keep(byte[] bytes, int offset, int length) {
        ByteArrayOutputStream both = new ByteArrayOutputStream(kept.length + length);
        both.write(kept, 0, kept.length);
        both.write(bytes, offset, length);
        kept = both.toByteArray();
    }

    private void handOn() throws IOException {
        while (kept.length >= HEADER && !awaitsVerdict) {
            int length = HEADER + ((kept[1] & 0xFF) << 16 | (kept[2] & 0xFF) << 8 | (kept[3] & 0xFF));
            if (length > HEADER + MAX_MESSAGE) {
                throw new TlsFatalAlert(AlertDescription.illegal_parameter, "Handshake message is too long");
            }
            if (kept.length < length) {
                return;
            }
            look(kept[0], Arrays.copyOfRange(kept, HEADER, length));
            if (!awaitsVerdict) {
                byte[] message = Arrays.copyOf(kept, length);
                kept = Arrays.copyOfRange(kept, length, kept.length);
                super.processRecord(ContentType.handshake, message, 0, length);
            }
        }
    }

    /** Stops before the message at which the engine would ask: in TLS 1.3 the certificate, before that what follows it. */
    private void look(byte type, byte[] body) throws IOException {
        if (type == HandshakeType.certificate && shown == null) {
            if (ProtocolVersion.TLSv13.equals(getContext().getServerVersion())) {
                shown = ShownChain.ofCertificate13(body);
                awaitsVerdict = true;
            } else {
                shown = ShownChain.ofCertificate(body);
            }
        } else if (shown != null) {
            if (type == HandshakeType.certificate_status) {
                shown = shown.withStatus(body);
            } else {
                awaitsVerdict = true;
            }
        }
    }
}
