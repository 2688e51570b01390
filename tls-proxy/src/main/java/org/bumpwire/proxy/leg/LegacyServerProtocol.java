package org.bumpwire.proxy.leg;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsProtocol;
import org.bouncycastle.tls.TlsServerProtocol;

/** The side of a connection that faces a client. */
final class LegacyServerProtocol extends TlsServerProtocol implements LegacyProtocol {
    private final LegacyServer server;
    private final LegacyFacts facts;

    LegacyServerProtocol(LegacyServer server, LegacyFacts facts) {
        this.server = server;
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
        accept(server);
    }

    @Override
    public boolean awaitsVerdict() {
        return false;
    }

    @Override
    public ShownChain shown() {
        return ShownChain.NONE;
    }

    @Override
    public void present(KeyMaterial material) {
        throw new IllegalStateException("Clients ask for no certificate");
    }

    @Override
    public void settle(CertificateAnswer answer) {
        throw new IllegalStateException("Clients are not asked for certificates");
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
}
