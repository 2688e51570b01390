package org.bumpwire.proxy.flow;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bumpwire.proxy.policy.Disposition;
import org.bumpwire.proxy.policy.Reason;
import org.bumpwire.stats.Counter;
import org.bumpwire.stats.CounterGroup;
import org.bumpwire.stats.Gauge;
import org.bumpwire.stats.Reading;
import org.jspecify.annotations.Nullable;

/** The counters behind {@code debug np stats show npSslInspStats}: sessions, how they ended, and why. */
public final class SslInspStats extends CounterGroup {
    private final AtomicInteger limit = new AtomicInteger();

    public final Gauge connActive = gauge("connActive", "Sessions that are open now");
    public final Reading connPeak = peak(connActive, "connPeak", "Most sessions that were open at once");
    public final Reading connLimit = derived("connLimit", "Sessions that may be under inspection at once", limit::get);
    public final Counter connTotal = counter("connTotal", "Sessions of which a policy took charge");
    public final Counter connClientProxy = counter("connClientProxy", "Sessions that matched a client policy");
    public final Counter connServerProxy = counter("connServerProxy", "Sessions that matched a server policy");

    private final Map<Disposition, Counter> outcomes = new EnumMap<>(Disposition.class);
    private final Map<Reason, Counter> reasons = new EnumMap<>(Reason.class);

    public final Counter connInspected =
            outcome(Disposition.INSPECTED, "connInspected", "Sessions that were decrypted and inspected");
    public final Counter connDecryptedNotInspected = outcome(
            Disposition.DECRYPTED_NOT_INSPECTED,
            "connDecryptedNotInspected",
            "Sessions that were decrypted and found to need no inspection");
    public final Counter connNotDecrypted = outcome(
            Disposition.NOT_DECRYPTED, "connNotDecrypted", "Sessions that a domain or source exempts from decryption");
    public final Counter connBypassed =
            outcome(Disposition.BYPASSED, "connBypassed", "Sessions that went past inspection");
    public final Counter connBlocked = outcome(Disposition.BLOCKED, "connBlocked", "Sessions that were blocked");
    public final Counter connRefused = outcome(
            Disposition.REFUSED,
            "connRefused",
            "Sessions refused because the client offers nothing that the proxy can speak");
    public final Counter connFailed = outcome(Disposition.FAILED, "connFailed", "Sessions that failed");

    {
        for (Reason reason : Reason.values()) {
            if (reason.counted()) {
                reasons.put(reason, counter(reason.code(), reason.help()));
            }
        }
    }

    public final Counter resetsToClient = counter("resetsToClient", "TCP resets sent to clients of blocked sessions");
    public final Counter resetsToServer = counter("resetsToServer", "TCP resets sent to servers of blocked sessions");
    public final Counter clientBytesIn = counter("clientBytesIn", "Bytes that came from clients");
    public final Counter clientBytesOut = counter("clientBytesOut", "Bytes that were sent to clients");
    public final Counter serverBytesIn = counter("serverBytesIn", "Bytes that came from servers");
    public final Counter serverBytesOut = counter("serverBytesOut", "Bytes that were sent to servers");
    public final Counter certMinted = counter("certMinted", "Copies of server certificates that were signed");
    public final Counter certCacheHit = counter("certCacheHit", "Sessions whose certificate was at hand already");
    public final Counter certCacheMiss = counter("certCacheMiss", "Sessions whose certificate had to be waited for");
    public final Counter certUntrustedSigned =
            counter("certUntrustedSigned", "Sessions that were shown a certificate of the untrusted CA");
    public final Counter ocspGood = counter("ocspGood", "OCSP responses, stapled or fetched, that say good");
    public final Counter ocspRevoked = counter("ocspRevoked", "OCSP responses, stapled or fetched, that say revoked");
    public final Counter ocspUnknown =
            counter("ocspUnknown", "OCSP responses that do not know the certificate, are unusable or did not come");
    public final Counter revocationUnknown = counter(
            "revocationUnknown", "Certificates of which nobody could tell whether they were revoked, though asked");
    public final Counter statusFetched =
            counter("statusFetched", "OCSP responses, revocation lists and intermediates that were fetched");
    public final Counter statusFetchFailed = counter(
            "statusFetchFailed", "OCSP responses, revocation lists and intermediates that could not be fetched");
    public final Counter ipsAlerts = counter("ipsAlerts", "Filter matches that let the traffic pass");
    public final Counter journalAppended = counter("journalAppended", "Session and filter records handed to a journal");
    public final Counter journalDropped =
            counter("journalDropped", "Session and filter records lost because the journal's queue was full");

    public SslInspStats() {
        super("npSslInspStats", "Sessions under SSL inspection, how they ended, and why");
        addUp(connTotal, outcomes.values().toArray(Counter[]::new));
        outcomes.forEach((disposition, outcome) -> addUp(outcome, countersOf(disposition)));
    }

    /** The reasons that explain an outcome; none where the outcome needs no explanation. */
    private Counter[] countersOf(Disposition disposition) {
        return reasons.entrySet().stream()
                .filter(entry -> entry.getKey().disposition() == disposition)
                .map(Map.Entry::getValue)
                .toArray(Counter[]::new);
    }

    /** Takes note of the configured limit, which {@code connLimit} shows. */
    public void limit(int maxConnections) {
        limit.set(maxConnections);
    }

    Counter of(Disposition disposition) {
        return found(outcomes.get(disposition), disposition);
    }

    /** The counter of a reason that is {@link Reason#counted}. */
    public Counter of(Reason reason) {
        return found(reasons.get(reason), reason);
    }

    private static Counter found(@Nullable Counter counter, Enum<?> key) {
        if (counter == null) {
            throw new IllegalArgumentException("%s is not counted".formatted(key));
        }
        return counter;
    }

    private Counter outcome(Disposition disposition, String name, String help) {
        Counter counter = counter(name, help);
        outcomes.put(disposition, counter);
        return counter;
    }
}
