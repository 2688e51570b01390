package org.bumpwire.config.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import org.bouncycastle.jcajce.provider.asymmetric.util.EC5Util;

/** Brings private keys into the one form that the device keeps: the JDK's, of algorithm "RSA" or "EC". */
public final class PrivateKeys {
    private static final int MIN_RSA_BITS = 1024;
    private static final int MAX_RSA_BITS = 8192;
    private static final String SUPPORTED = "expected RSA of %d to %d bits, or ECDSA on P-224, P-256, P-384 or P-521"
            .formatted(MIN_RSA_BITS, MAX_RSA_BITS);

    private PrivateKeys() {}

    /** The same key without what else its file said, so that equal keys have equal encodings. */
    static PrivateKey normalised(PrivateKey key) throws PkiException {
        try {
            if (key instanceof RSAPrivateCrtKey rsa) {
                return normalised(rsa);
            }
            if (key instanceof ECPrivateKey ec) {
                return normalised(ec);
            }
        } catch (GeneralSecurityException e) {
            throw new PkiException("The %s private key is damaged".formatted(key.getAlgorithm()), e);
        }
        throw unsupported(key.getAlgorithm());
    }

    /** Reads an encoding in PKCS #8; anything but RSA and EC is refused. */
    static PrivateKey ofPkcs8(byte[] encoded) throws PkiException {
        PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
        for (String algorithm : new String[] {"RSA", "EC"}) {
            try {
                return normalised(KeyFactory.getInstance(algorithm).generatePrivate(spec));
            } catch (GeneralSecurityException e) {
                // The next algorithm may fit.
            }
        }
        throw new PkiException("The private key is damaged or of an unsupported kind, " + SUPPORTED);
    }

    static PkiException unsupported(String kind) {
        return new PkiException("Private key type '%s' is not supported, %s".formatted(kind, SUPPORTED));
    }

    /** Whether the two are halves of one key. */
    public static boolean belongsTo(PrivateKey key, PublicKey half) {
        if (key instanceof RSAPrivateCrtKey rsa && half instanceof RSAPublicKey other) {
            return rsa.getModulus().equals(other.getModulus())
                    && rsa.getPublicExponent().equals(other.getPublicExponent());
        }
        if (key instanceof ECPrivateKey ec && half instanceof ECPublicKey other) {
            return ec.getParams().getCurve().equals(other.getParams().getCurve())
                    && publicPoint(ec).equals(other.getW());
        }
        return false;
    }

    private static PrivateKey normalised(RSAPrivateCrtKey key) throws GeneralSecurityException, PkiException {
        int bits = key.getModulus().bitLength();
        if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS) {
            throw unsupported("RSA of " + bits + " bits");
        }
        if (!key.getPrimeP().multiply(key.getPrimeQ()).equals(key.getModulus())) {
            throw new PkiException("The RSA private key is damaged, its primes do not make its modulus");
        }
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new RSAPrivateCrtKeySpec(
                        key.getModulus(),
                        key.getPublicExponent(),
                        key.getPrivateExponent(),
                        key.getPrimeP(),
                        key.getPrimeQ(),
                        key.getPrimeExponentP(),
                        key.getPrimeExponentQ(),
                        key.getCrtCoefficient()));
    }

    private static PrivateKey normalised(ECPrivateKey key) throws GeneralSecurityException, PkiException {
        Curve curve = Curve.of(key.getParams())
                .orElseThrow(() -> unsupported("ECDSA on a curve of %s".formatted(Curve.named(key.getParams()))));
        if (key.getS().signum() <= 0 || key.getS().compareTo(key.getParams().getOrder()) >= 0) {
            throw new PkiException("The EC private key is damaged, it is outside of its curve's range");
        }
        return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(key.getS(), curve.parameters()));
    }

    private static ECPoint publicPoint(ECPrivateKey key) {
        org.bouncycastle.jce.spec.ECParameterSpec curve = EC5Util.convertSpec(key.getParams());
        org.bouncycastle.math.ec.ECPoint point =
                curve.getG().multiply(key.getS()).normalize();
        BigInteger x = point.getAffineXCoord().toBigInteger();
        return new ECPoint(x, point.getAffineYCoord().toBigInteger());
    }
}
