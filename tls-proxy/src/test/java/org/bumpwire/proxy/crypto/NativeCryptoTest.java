package org.bumpwire.proxy.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import org.junit.jupiter.api.Test;

class NativeCryptoTest {
    private static final byte[] MESSAGE = {1, 2, 3};

    /** Tests run on the processor that the library is there for. */
    private final NativeCrypto crypto = NativeCrypto.loaded().orElseThrow();

    @Test
    void makesKeysInJavasOwnForm() throws Exception {
        KeyPair rsa = NativeCrypto.newKeyPair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
        KeyPair ec = NativeCrypto.newKeyPair("EC", new ECGenParameterSpec("secp256r1"));

        assertThat(rsa.getPrivate().getClass().getName()).startsWith("sun.security");
        assertThat(ec.getPrivate().getClass().getName()).startsWith("sun.security");
    }

    @Test
    void signsWhatJavaVerifies() throws Exception {
        KeyPair rsa = NativeCrypto.newKeyPair("RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4));
        Signature signing = crypto.signature("SHA256withRSA");
        signing.initSign(crypto.own(rsa.getPrivate()));
        signing.update(MESSAGE);
        byte[] signature = signing.sign();

        Signature verifying = Signature.getInstance("SHA256withRSA", "SunRsaSign");
        verifying.initVerify(rsa.getPublic());
        verifying.update(MESSAGE);

        assertThat(verifying.verify(signature)).isTrue();
    }

    @Test
    void readsAKeyOnce() throws Exception {
        KeyPair ec = NativeCrypto.newKeyPair("EC", new ECGenParameterSpec("secp256r1"));

        assertThat(crypto.own(ec.getPrivate())).isSameAs(crypto.own(ec.getPrivate()));
    }

    @Test
    void givesJavaSignaturesAndNothingElse() {
        assertThat(Security.getProvider(crypto.signatureProvider()).getService("Signature", "SHA256withECDSA"))
                .isNotNull();
        assertThat(Security.getProvider(crypto.signatureProvider()).getService("KeyFactory", "EC"))
                .isNull();
    }
}
