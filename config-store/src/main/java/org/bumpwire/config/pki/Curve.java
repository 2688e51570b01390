package org.bumpwire.config.pki;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.Optional;

/** The elliptic curves whose keys the device can serve. */
enum Curve {
    /** Only the legacy TLS engine speaks it; keys of it are imported but not made. */
    P_224("P-224", "secp224r1", "1.3.132.0.33", 224),
    P_256("P-256", "secp256r1", "1.2.840.10045.3.1.7", 256),
    P_384("P-384", "secp384r1", "1.3.132.0.34", 384),
    P_521("P-521", "secp521r1", "1.3.132.0.35", 521);

    private final String title;
    private final String standardName;
    private final String oid;
    private final int bits;

    Curve(String title, String standardName, String oid, int bits) {
        this.title = title;
        this.standardName = standardName;
        this.oid = oid;
        this.bits = bits;
    }

    String standardName() {
        return standardName;
    }

    static boolean isKnown(String oid) {
        return Arrays.stream(values()).anyMatch(curve -> curve.oid.equals(oid));
    }

    static Optional<Curve> of(ECParameterSpec parameters) {
        for (Curve curve : values()) {
            if (curve.bits == parameters.getCurve().getField().getFieldSize()
                    && curve.parameters().getCurve().equals(parameters.getCurve())
                    && curve.parameters().getGenerator().equals(parameters.getGenerator())) {
                return Optional.of(curve);
            }
        }
        return Optional.empty();
    }

    /** The name of a supported curve, else the size of the unknown one. */
    static String named(ECParameterSpec parameters) {
        return of(parameters)
                .map(curve -> curve.title)
                .orElse(parameters.getCurve().getField().getFieldSize() + " bit");
    }

    static Curve ofSize(int bits) {
        for (Curve curve : values()) {
            if (curve.bits == bits) {
                return curve;
            }
        }
        throw new IllegalArgumentException("No curve has " + bits + " bits");
    }

    ECParameterSpec parameters() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(standardName));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Curve " + title + " is not available", e);
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
