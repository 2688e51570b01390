package org.bumpwire.config.license;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a licence: a line {@code bumpwire-license 1}, a term a line, and last a line {@code signature} with the Ed25519
 * signature (RFC 8032) of all before it in Base64. A term that is not known makes it void, for it may restrict.
 */
final class LicenseFile {
    static final int MOST_BYTES = 16 << 10;

    private static final String FIRST_LINE = "bumpwire-license 1";
    private static final String SIGNATURE = "signature ";
    private static final Set<String> TERMS = Set.of("holder", "serial", "max-connections", "valid-from", "valid-until");

    private final Map<String, String> terms = new HashMap<>();
    private final Set<Feature> features = EnumSet.noneOf(Feature.class);

    private LicenseFile() {}

    /** Reads a licence that the owner of a key has signed. */
    static License read(byte[] content, PublicKey issuer) throws LicenseException {
        if (content.length > MOST_BYTES) {
            throw new LicenseException("it is larger than %d KiB, so it is no licence".formatted(MOST_BYTES >> 10));
        }
        String text = new String(content, UTF_8);
        int signature = text.lastIndexOf("\n" + SIGNATURE) + 1;
        if (!text.startsWith(FIRST_LINE + "\n") || signature == 0) {
            throw new LicenseException("it is no licence of this device, or cut off");
        }
        byte[] signed = text.substring(0, signature).getBytes(UTF_8);
        if (!Arrays.equals(signed, 0, signed.length, content, 0, signed.length)
                || !verifies(
                        signed, text.substring(signature + SIGNATURE.length()).strip(), issuer)) {
            throw new LicenseException("its signature is not that of this device's vendor, or it was changed since");
        }
        return new LicenseFile().license(text.substring(FIRST_LINE.length() + 1, signature));
    }

    private static boolean verifies(byte[] signed, String signature, PublicKey issuer) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(issuer);
            verifier.update(signed);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private License license(String lines) throws LicenseException {
        for (String line : lines.lines().toList()) {
            term(line);
        }
        Optional<Instant> from = time("valid-from");
        Optional<Instant> until = time("valid-until");
        return new License(required("holder"), required("serial"), features, number("max-connections"), from, until);
    }

    private void term(String line) throws LicenseException {
        int space = line.indexOf(' ');
        String name = space < 0 ? line : line.substring(0, space);
        String value = space < 0 ? "" : line.substring(space + 1).strip();
        if (name.equals("feature")) {
            features.add(Feature.of(value)
                    .orElseThrow(() -> new LicenseException(
                            "it has feature '%s', which this version does not know".formatted(value))));
        } else if (!TERMS.contains(name) || value.isEmpty() || terms.putIfAbsent(name, value) != null) {
            throw new LicenseException("its line '%s' is not known to this version".formatted(line));
        }
    }

    private String required(String term) throws LicenseException {
        String value = terms.get(term);
        if (value == null) {
            throw new LicenseException("it has no line '%s'".formatted(term));
        }
        return value;
    }

    private Optional<Integer> number(String term) throws LicenseException {
        String value = terms.get(term);
        if (value != null && !value.matches("[0-9]{1,9}")) {
            throw new LicenseException("its '%s' is no number".formatted(term));
        }
        return Optional.ofNullable(value).map(Integer::valueOf);
    }

    private Optional<Instant> time(String term) throws LicenseException {
        try {
            return Optional.ofNullable(terms.get(term)).map(Instant::parse);
        } catch (DateTimeException e) {
            throw new LicenseException("its '%s' is no time such as 2027-01-01T00:00:00Z".formatted(term));
        }
    }
}
