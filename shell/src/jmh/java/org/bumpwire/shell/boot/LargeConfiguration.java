package org.bumpwire.shell.boot;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bumpwire.config.pki.CertificateSubject;
import org.bumpwire.config.pki.KeyAlgorithm;
import org.bumpwire.config.pki.KeyedCertificate;
import org.bumpwire.config.pki.PkiException;
import org.bumpwire.config.pki.SigningCertificate;
import org.bumpwire.config.pki.Vault;

/** The statements of a device with as much configuration as it is built for: a thousand of each kind of object. */
final class LargeConfiguration {
    private static final int SERVERS = 1_000;
    private static final int CLIENT_PROXIES = 1_000;
    private static final int PROFILES = 100;
    private static final int ROLES = 200;

    /** Who is of one of the many roles, and of a group that does not reach everything. */
    static final String LIMITED = "limited";

    private final Vault vault;
    private final Clock clock;
    private final List<String> lines = new ArrayList<>();

    LargeConfiguration(Vault vault, Clock clock) {
        this.vault = vault;
        this.clock = clock;
    }

    /** What needs the category EXEMPT to be there. */
    List<String> statements() throws GeneralSecurityException, OperatorCreationException, PkiException {
        KeyedCertificate signer =
                SigningCertificate.generate(CertificateSubject.named("Signing"), KeyAlgorithm.ECDSA, 256, 3650, clock);
        certificate("SIGNING", vault.putChain(signer.chain()), vault.putKey(signer.privateKey()));
        lines.add("sslinsp client enable");
        lines.add("sslinsp server enable");
        lines.add("sslinsp decryption-policy D never-decrypt category EXEMPT");
        lines.add("sslinsp trust-store PUBLIC include-default-ca enable");
        for (int i = 0; i < SERVERS; i++) {
            server(i);
        }
        for (int i = 0; i < CLIENT_PROXIES; i++) {
            clientProxy(i);
        }
        for (int i = 0; i < ROLES; i++) {
            lines.add("aaa role R%d based-on operator".formatted(i));
            lines.add("aaa role R%d capability ips none".formatted(i));
        }
        lines.add("aaa user-group FEW except server S1 S2 S3 client-proxy C1");
        lines.add("aaa user %s role R7".formatted(LIMITED));
        lines.add("aaa user %s user-group FEW".formatted(LIMITED));
        lines.add("segment LAN mode explicit 127.0.0.1:0");
        for (int i = 0; i < PROFILES; i++) {
            lines.add("virtual-segment V%d position %d segment LAN source 10.%d.0.0/16 profile P%d"
                    .formatted(i, i + 1, i, i));
        }
        return lines;
    }

    private void server(int i) throws GeneralSecurityException, OperatorCreationException, PkiException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair key = generator.generateKeyPair();
        Instant now = clock.instant();
        X500Principal name = new X500Principal("CN=www%d.example.test".formatted(i));
        var certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.valueOf(i + 1L),
                                Date.from(now.minus(Duration.ofDays(1))),
                                Date.from(now.plus(Duration.ofDays(365))),
                                name,
                                key.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
        certificate("C" + i, vault.putChain(List.of(certificate)), vault.putKey(key.getPrivate()));
        lines.add("sslinsp server S%d ip 192.%d.%d.1/32 certificate C%d".formatted(i, i / 250, i % 250, i));
        lines.add("sslinsp profile P%d server-policy S%d server S%d".formatted(i % PROFILES, i, i));
    }

    private void clientProxy(int i) {
        lines.add("sslinsp client-proxy C%d signing-certificate SIGNING detection-port %d".formatted(i, 10_000 + i));
        lines.add("sslinsp profile P%d client-policy C%d client-proxy C%d trust-store PUBLIC decryption-policy D"
                .formatted(i % PROFILES, i, i));
    }

    private void certificate(String name, String chain, String key) {
        lines.add("certificates certificate %s chain %s private-key %s".formatted(name, chain, key));
    }
}
