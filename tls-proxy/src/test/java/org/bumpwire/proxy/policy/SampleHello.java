package org.bumpwire.proxy.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bumpwire.config.model.CipherSuite;
import org.bumpwire.proxy.hello.ClientHello;

/** ClientHello messages as tests need them. */
public final class SampleHello {
    private SampleHello() {}

    public static ClientHello modern(String sni) {
        return offering(
                Optional.of(sni).filter(name -> !name.isEmpty()),
                List.of(0x0304, 0x0303),
                Arrays.stream(CipherSuite.values()).map(CipherSuite::wireValue).toList());
    }

    public static ClientHello offering(Optional<String> sni, List<Integer> versions, List<Integer> cipherSuites) {
        return new ClientHello(
                0x0303,
                sni,
                List.of(),
                versions,
                cipherSuites,
                List.of(),
                List.of(),
                false,
                false,
                false,
                false,
                false);
    }

    public static ClientHello fragmented(ClientHello whole) {
        return new ClientHello(
                whole.legacyVersion(),
                whole.sni(),
                whole.alpn(),
                whole.supportedVersions(),
                whole.cipherSuites(),
                whole.groups(),
                whole.signatureSchemes(),
                whole.fallback(),
                whole.compressionDemanded(),
                whole.encryptedClientHello(),
                whole.encryptThenMac(),
                true);
    }

    public static ClientHello compressing() {
        return new ClientHello(
                0x0303,
                Optional.empty(),
                List.of(),
                List.of(0x0303),
                List.of(0xC02F),
                List.of(),
                List.of(),
                false,
                true,
                false,
                false,
                false);
    }
}
