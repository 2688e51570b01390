package org.bumpwire.config.pki;

import java.math.BigInteger;
import java.security.Provider;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/** Opens what a file protects by a password, unless its author asks for more work than an honest one would. */
final class PasswordProtection {
    private static final BigInteger MAX_ITERATIONS = BigInteger.valueOf(2_000_000);
    private static final BigInteger MAX_SCRYPT_BYTES = BigInteger.valueOf(256 << 20);

    // Bouncy Castle takes no empty password; HMAC pads its key with zeros, so this one gives the same.
    private static final char[] EMPTY_FOR_HMAC = {0};

    private final char[] password;
    private final String source;

    PasswordProtection(char[] password, String source) {
        this.password = password;
        this.source = source;
    }

    PrivateKeyInfo open(PKCS8EncryptedPrivateKeyInfo key) throws PkiException {
        requireReasonable(key.toASN1Structure().getEncryptionAlgorithm());
        try {
            return key.decryptPrivateKeyInfo(decryptor());
        } catch (PKCSException | RuntimeException e) {
            throw new PkiException("The password does not open the private key in '%s'".formatted(source), e);
        }
    }

    /** Decrypts with any algorithm that {@link #requireReasonable} lets pass. */
    InputDecryptorProvider decryptor() {
        return algorithm -> {
            try {
                requireReasonable(algorithm);
            } catch (PkiException e) {
                throw new OperatorCreationException(e.getMessage(), e);
            }
            return new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(bouncyCastle())
                    .setTryWrongPKCS12Zero(password.length == 0)
                    .build(password.length == 0 && isPbes2(algorithm) ? EMPTY_FOR_HMAC : password)
                    .get(algorithm);
        };
    }

    /** Not registered with the JVM, so that nothing else changes its ways; costly to make and so made once. */
    static Provider bouncyCastle() {
        return OnFirstUse.PROVIDER;
    }

    void requireReasonable(BigInteger iterations) throws PkiException {
        if (iterations.signum() < 0 || iterations.compareTo(MAX_ITERATIONS) > 0) {
            throw tooMuchWork();
        }
    }

    private void requireReasonable(AlgorithmIdentifier algorithm) throws PkiException {
        try {
            if (isPbes2(algorithm)) {
                requireReasonable(
                        PBES2Parameters.getInstance(algorithm.getParameters()).getKeyDerivationFunc());
            } else {
                // PBES1 and PKCS #12 encryption both have a salt and a count.
                requireReasonable(
                        PKCS12PBEParams.getInstance(algorithm.getParameters()).getIterations());
            }
        } catch (IllegalArgumentException e) {
            throw new PkiException("File '%s' is encrypted in an unknown way".formatted(source), e);
        }
    }

    private void requireReasonable(KeyDerivationFunc function) throws PkiException {
        ASN1Encodable parameters = function.getParameters();
        if (function.getAlgorithm().equals(MiscObjectIdentifiers.id_scrypt)) {
            ScryptParams scrypt = ScryptParams.getInstance(parameters);
            BigInteger bytes = scrypt.getCostParameter()
                    .multiply(scrypt.getBlockSize())
                    .multiply(scrypt.getParallelizationParameter())
                    .shiftLeft(7);
            if (bytes.signum() < 0 || bytes.compareTo(MAX_SCRYPT_BYTES) > 0) {
                throw tooMuchWork();
            }
        } else {
            requireReasonable(PBKDF2Params.getInstance(parameters).getIterationCount());
        }
    }

    private static boolean isPbes2(AlgorithmIdentifier algorithm) {
        return algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2);
    }

    private PkiException tooMuchWork() {
        return new PkiException("File '%s' asks for more than %d rounds of password hashing, or for more than %d MiB"
                .formatted(source, MAX_ITERATIONS, MAX_SCRYPT_BYTES.shiftRight(20)));
    }

    /** Keeps the provider's many classes from loading before a password is given. */
    private static final class OnFirstUse {
        private static final Provider PROVIDER = new BouncyCastleProvider();
    }
}
