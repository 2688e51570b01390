package org.bumpwire.proxy.verify;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bumpwire.proxy.verify.Finding.Rule;

/** Judges a chain by everything but the host name; a plain function of chain, policy and time. */
final class ChainVerifier {
    static final int MAX_CERTIFICATES = 16;
    static final int MAX_BYTES = 256 * 1024;

    private static final List<PathCheck> CHECKS = List.of(
            new PathRules(),
            new AnchorRules(),
            new CertificateFields(),
            new ConstrainedNames(),
            new OwnCa(),
            new Validity(),
            new SignatureHash(),
            new KeyLength(),
            new KeySoundness(),
            new KeyPurpose());
    private static final Comparator<List<Finding>> MILDEST_FIRST =
            Comparator.comparing(findings -> new CertificateVerdict(findings).grade());

    private ChainVerifier() {}

    /**
     * A judgement of a chain.
     *
     * @param names of the server's certificate
     * @param until when time alone may change the findings
     * @param path the best that was found; absent where the chain cannot be read
     */
    record Judgement(List<Finding> findings, ServerNames names, Instant until, Optional<Path> path) {
        /** Whether signatures lead up to a trust anchor, so that what its CAs say of the certificates counts. */
        boolean vouched() {
            return findings.stream().noneMatch(finding -> finding.rule().breaksPath());
        }

        Judgement with(List<Finding> more) {
            List<Finding> all = new ArrayList<>(findings);
            all.addAll(more);
            return new Judgement(all, names, until, path);
        }

        /** The certificate whose issuer nobody has. */
        Optional<X509Certificate> orphan() {
            return path.filter(way -> way.anchor().isEmpty()).map(Path::top).filter(top -> !Path.isSelfIssued(top));
        }
    }

    /** Judges certificates in DER, the server's first. */
    static Judgement judge(List<byte[]> chain, TrustPolicy policy, Instant now) {
        if (chain.isEmpty()) {
            return unreadable("Server sent no certificate");
        }
        long bytes = chain.stream().mapToLong(encoded -> encoded.length).sum();
        if (chain.size() > MAX_CERTIFICATES || bytes > MAX_BYTES) {
            return unreadable("Server sent %d certificates of %d bytes, more than %d or %d bytes"
                    .formatted(chain.size(), bytes, MAX_CERTIFICATES, MAX_BYTES));
        }
        try {
            Judgement judgement = judgeParsed(parsed(chain), policy, now);
            return judgement.with(StrictDer.findings(chain));
        } catch (CertificateException e) {
            return unreadable("Server's certificate cannot be read: " + e.getMessage());
        }
    }

    /** A chain with the certificates that it lacks, as far as it may grow. */
    static List<byte[]> extended(List<byte[]> chain, List<byte[]> more) {
        List<byte[]> longer = new ArrayList<>(chain);
        for (byte[] candidate : more) {
            if (longer.size() < MAX_CERTIFICATES && longer.stream().noneMatch(one -> Arrays.equals(one, candidate))) {
                longer.add(candidate);
            }
        }
        return longer;
    }

    /** The chain but for some certificates, which may not be in it. */
    static List<byte[]> without(List<byte[]> chain, List<X509Certificate> unwanted) {
        List<byte[]> rest = new ArrayList<>(chain);
        for (X509Certificate certificate : unwanted) {
            try {
                byte[] encoded = certificate.getEncoded();
                rest.removeIf(one -> Arrays.equals(one, encoded));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
        return rest;
    }

    private static Judgement judgeParsed(List<X509Certificate> chain, TrustPolicy policy, Instant now) {
        List<Path> paths = PathBuilder.paths(chain, policy.anchors(), now);
        List<List<Finding>> judged = new ArrayList<>();
        for (Path path : paths) {
            List<Finding> findings = findings(path, policy, now);
            judged.add(findings);
            if (findings.isEmpty()) {
                break;
            }
        }
        int mildest = judged.indexOf(judged.stream().min(MILDEST_FIRST).orElseThrow());
        return new Judgement(
                judged.get(mildest).stream().distinct().toList(),
                ServerNames.of(chain.get(0)),
                nextChange(paths, now),
                Optional.of(paths.get(mildest)));
    }

    private static List<Finding> findings(Path path, TrustPolicy policy, Instant now) {
        return CHECKS.stream()
                .flatMap(check -> check.check(path, policy, now).stream())
                .toList();
    }

    /** When the next certificate begins or ceases to be valid. */
    private static Instant nextChange(List<Path> paths, Instant now) {
        return paths.stream()
                .flatMap(path -> path.withAnchor().stream())
                .flatMap(certificate -> Stream.of(
                        certificate.getNotBefore().toInstant(),
                        certificate.getNotAfter().toInstant()))
                .filter(instant -> !instant.isBefore(now))
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static Judgement unreadable(String sentence) {
        Finding finding = new Finding(Rule.CHAIN, 0, sentence, "RFC 5280, section 4.1");
        return new Judgement(List.of(finding), ServerNames.NONE, Instant.MAX, Optional.empty());
    }

    /** Java's own certificates, because an engine's may parse themselves anew at each question. */
    private static List<X509Certificate> parsed(List<byte[]> chain) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>(chain.size());
        for (byte[] encoded : chain) {
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(encoded)));
        }
        return certificates;
    }
}
