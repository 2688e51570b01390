package org.bumpwire.config.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/**
 * A key that was made just now, and the signature that goes with its strength.
 *
 * @param signature as the JDK names it
 */
record NewKey(KeyPair pair, String signature) {
    /** Takes seconds for large RSA keys, so not on an event loop. */
    static NewKey of(KeyAlgorithm algorithm, int bits) throws PkiException {
        if (!algorithm.sizes().contains(bits)) {
            throw new PkiException("Key size %d is not possible for %s, expected one of %s"
                    .formatted(bits, algorithm, algorithm.sizes()));
        }
        try {
            return switch (algorithm) {
                case ECDSA -> {
                    Curve curve = Curve.ofSize(bits);
                    yield new NewKey(pair("EC", new ECGenParameterSpec(curve.standardName())), signature(curve));
                }
                case RSA ->
                    new NewKey(
                            pair("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4)), "SHA256withRSA");
            };
        } catch (GeneralSecurityException e) {
            throw new PkiException("The key cannot be made: " + e.getMessage(), e);
        }
    }

    private static KeyPair pair(String algorithm, AlgorithmParameterSpec parameters) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(parameters);
        return generator.generateKeyPair();
    }

    private static String signature(Curve curve) {
        return switch (curve) {
            case P_224, P_256 -> "SHA256withECDSA";
            case P_384 -> "SHA384withECDSA";
            case P_521 -> "SHA512withECDSA";
        };
    }
}
