package org.bumpwire.proxy.verify;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bumpwire.config.model.ClientProxy;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.proxy.verify.Finding.Grade;

/** What is to be thought of a server's certificate, with every finding. */
public record CertificateVerdict(List<Finding> findings) {
    /** So many fit into a record, whatever they say. */
    private static final int MOST_IN_DETAILS = 12;

    public CertificateVerdict {
        findings = List.copyOf(findings);
    }

    public boolean good() {
        return findings.isEmpty();
    }

    /** The worst that the findings say. */
    public Grade grade() {
        return findings.stream()
                .map(finding -> finding.rule().grade())
                .max(Comparator.naturalOrder())
                .orElse(Grade.GOOD);
    }

    /** Why a client proxy blocks the session, or nothing if it does not. */
    public Optional<Reason> blockReason(ClientProxy proxy) {
        Grade worst = grade();
        if (proxy.blockInvalid() && worst.compareTo(Grade.EXPIRED) > 0) {
            return Optional.of(blockReason(worst));
        }
        boolean expired = findings.stream().anyMatch(finding -> finding.rule() == Finding.Rule.VALIDITY);
        return proxy.blockExpired() && expired ? Optional.of(Reason.BLOCK_EXPIRED_CERT) : Optional.empty();
    }

    /** Why a session is blocked where there is no untrusted CA to fall back on; not for a good certificate. */
    public Reason blockReason() {
        return blockReason(grade());
    }

    /** Why the untrusted CA signs, or nothing for a good certificate. */
    public Optional<Reason> untrustedReason() {
        return switch (grade()) {
            case GOOD -> Optional.empty();
            case EXPIRED -> Optional.of(Reason.SIGNED_EXPIRED_CERT);
            case SHORT_KEY -> Optional.of(Reason.SIGNED_SHORT_KEY);
            case INVALID -> Optional.of(Reason.SIGNED_INVALID_CERT);
            case UNTRUSTED -> Optional.of(Reason.SIGNED_UNTRUSTED_CERT);
            case REVOKED -> Optional.of(Reason.SIGNED_REVOKED_CERT);
        };
    }

    /** Every finding, the worst first, for the session record; of very many the first and how many more there are. */
    public String details() {
        String shown = findings.stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.rule().grade())
                        .reversed())
                .limit(MOST_IN_DETAILS)
                .map(Finding::toString)
                .collect(Collectors.joining("; "));
        int more = findings.size() - MOST_IN_DETAILS;
        return more > 0 ? "%s; and %d more".formatted(shown, more) : shown;
    }

    private static Reason blockReason(Grade grade) {
        return switch (grade) {
            case GOOD -> throw new IllegalStateException("A good certificate blocks nothing");
            case EXPIRED -> Reason.BLOCK_EXPIRED_CERT;
            case SHORT_KEY -> Reason.BLOCK_SHORT_KEY;
            case INVALID -> Reason.BLOCK_INVALID_CERT;
            case UNTRUSTED -> Reason.BLOCK_UNTRUSTED_CERT;
            case REVOKED -> Reason.BLOCK_REVOKED_CERT;
        };
    }
}
