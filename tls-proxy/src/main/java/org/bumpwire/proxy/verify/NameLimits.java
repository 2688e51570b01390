package org.bumpwire.proxy.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraintValidatorException;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PKIXNameConstraintValidator;

/** What one CA's name constraints allow; Bouncy Castle compares, and this adds what it does not look at. */
final class NameLimits {
    /** Name forms that can be compared; a constraint on another form that a certificate has refuses it. */
    private static final Set<Integer> COMPARED = Set.of(
            GeneralName.dNSName,
            GeneralName.iPAddress,
            GeneralName.rfc822Name,
            GeneralName.uniformResourceIdentifier,
            GeneralName.directoryName);

    private final PKIXNameConstraintValidator validator = new PKIXNameConstraintValidator();
    private final Set<Integer> incomparable = new HashSet<>();
    private final List<String> excludedHosts = new ArrayList<>();
    private final long size;

    /**
     * @throws IllegalArgumentException if the constraints are none that RFC 5280 knows
     */
    NameLimits(NameConstraints constraints) {
        GeneralSubtree[] permitted = orEmpty(constraints.getPermittedSubtrees());
        GeneralSubtree[] excluded = orEmpty(constraints.getExcludedSubtrees());
        size = (long) permitted.length + excluded.length;
        List<GeneralSubtree> comparable = new ArrayList<>();
        for (GeneralSubtree subtree : permitted) {
            if (isComparable(subtree)) {
                comparable.add(subtree);
            }
        }
        if (!comparable.isEmpty()) {
            validator.intersectPermittedSubtree(comparable.toArray(GeneralSubtree[]::new));
        }
        for (GeneralSubtree subtree : excluded) {
            if (isComparable(subtree)) {
                validator.addExcludedSubtree(subtree);
                if (subtree.getBase().getTagNo() == GeneralName.dNSName) {
                    excludedHosts.add(host(subtree.getBase()));
                }
            }
        }
    }

    private static GeneralSubtree[] orEmpty(GeneralSubtree[] subtrees) {
        return subtrees == null ? new GeneralSubtree[0] : subtrees;
    }

    private boolean isComparable(GeneralSubtree subtree) {
        if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) {
            throw new IllegalArgumentException("Minimum and maximum have no meaning");
        }
        int form = subtree.getBase().getTagNo();
        if (form == GeneralName.iPAddress) {
            checkMask(ASN1OctetString.getInstance(subtree.getBase().getName()).getOctets());
        }
        if (!COMPARED.contains(form)) {
            incomparable.add(form);
        }
        return COMPARED.contains(form);
    }

    /** A mask is ones and then zeroes (RFC 4632, section 3.1). */
    private static void checkMask(byte[] addressAndMask) {
        int half = addressAndMask.length / 2;
        if (addressAndMask.length != 8 && addressAndMask.length != 32) {
            throw new IllegalArgumentException("Neither IPv4 nor IPv6");
        }
        boolean ended = false;
        for (int bit = 0; bit < half * 8; bit++) {
            boolean set = (addressAndMask[half + bit / 8] & (0x80 >> (bit % 8))) != 0;
            if (set && ended) {
                throw new IllegalArgumentException("Mask has holes");
            }
            ended |= !set;
        }
    }

    /** How many constraints there are. */
    long size() {
        return size;
    }

    boolean allow(GeneralName name) {
        if (incomparable.contains(name.getTagNo()) || reachesIntoExcluded(name)) {
            return false;
        }
        if (!COMPARED.contains(name.getTagNo())) {
            return true;
        }
        try {
            validator.checkPermitted(name);
            validator.checkExcluded(name);
            return true;
        } catch (NameConstraintValidatorException e) {
            return false;
        }
    }

    /** A wildcard stands for any one label, so that an excluded host right below its parent is among what it covers. */
    private boolean reachesIntoExcluded(GeneralName name) {
        if (name.getTagNo() != GeneralName.dNSName || !host(name).startsWith("*.")) {
            return false;
        }
        String parent = host(name).substring(1);
        return excludedHosts.stream()
                .anyMatch(excluded ->
                        excluded.endsWith(parent) && excluded.indexOf('.') == excluded.length() - parent.length());
    }

    private static String host(GeneralName name) {
        String host = name.getName().toString().toLowerCase(Locale.ROOT);
        return host.startsWith(".") ? host.substring(1) : host;
    }
}
