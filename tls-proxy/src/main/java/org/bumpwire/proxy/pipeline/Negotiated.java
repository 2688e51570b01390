package org.bumpwire.proxy.pipeline;

import java.util.Optional;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.config.model.TlsSettings;
import org.bumpwire.config.model.TlsVersion;
import org.bumpwire.proxy.flow.LegParameters;
import org.bumpwire.proxy.flow.Side;

/** What a leg's handshake came to, held against the proxy's settings. */
record Negotiated(Side side, LegParameters parameters, TlsSettings settings) {
    /** The engine does not let anybody choose among the suites of TLS 1.3, so its choice is looked at. */
    boolean isAllowed() {
        Optional<TlsVersion> version = TlsVersion.named(parameters.version());
        Optional<CipherSuite> suite = CipherSuite.named(parameters.cipherSuite());
        return version.filter(settings.versions()::contains).isPresent()
                && suite.filter(settings.cipherSuites()::contains).isPresent();
    }

    /** Why it is refused, for the record. */
    String refusal() {
        return "On the %s leg after the handshake: Negotiated %s with %s, which the proxy does not allow"
                .formatted(side.word(), parameters.version(), parameters.cipherSuite());
    }
}
