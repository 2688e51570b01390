package org.bumpwire.shell.command;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bumpwire.journal.JournalEntry;
import org.bumpwire.journal.JournalName;
import org.bumpwire.journal.JournalQuery;
import org.bumpwire.shell.session.DataPlane;
import org.bumpwire.shell.session.DataPlane.Question;
import org.bumpwire.shell.session.Device;

/**
 * The traffic of late, as questions about flows and how often each was seen.
 *
 * @param open sessions that are open now
 * @param logged sessions that the log remembers
 */
record SeenFlows(Map<Asked, Integer> flows, int open, int logged) {
    /** How many sessions are looked at of each kind, the newest. */
    static final int MOST = 10_000;

    private static final Pattern EXPIRED = Pattern.compile("(signed|block)ExpiredCert");
    private static final Pattern BAD = Pattern.compile("(signed|block)((Invalid|Revoked|Untrusted)Cert|ShortKey)");

    private static final Pattern ENDPOINT = Pattern.compile("\\[?([0-9a-fA-F:.]+?)(?:%[^]]*)?]?:([0-9]{1,5})");

    /** What was found of the certificate of a session's server; good where nothing was. */
    enum Verdict {
        GOOD,
        EXPIRED,
        BAD
    }

    /** A flow, and what its server was like. */
    record Asked(Question question, Verdict verdict) {}

    static SeenFlows of(Device device, Duration past) {
        Map<Asked, Integer> flows = new LinkedHashMap<>();
        List<DataPlane.Session> sessions = device.dataPlane().sessions();
        int open = 0;
        for (DataPlane.Session one : sessions.subList(Math.max(0, sessions.size() - MOST), sessions.size())) {
            open += count(flows, question(one.segment(), one.source(), one.destination(), one.sni()), one.reason());
        }
        int logged = 0;
        Instant since = device.clock().instant().minus(past);
        long sinceNanos = TimeUnit.SECONDS.toNanos(since.getEpochSecond()) + since.getNano();
        for (JournalEntry entry :
                device.journal().query(new JournalQuery(JournalName.SSL_INSPECTION, MOST, sinceNanos, Map.of()))) {
            Map<String, String> fields = entry.fields();
            logged += count(
                    flows,
                    question(
                            fields.getOrDefault("segment", ""),
                            fields.getOrDefault("source", ""),
                            fields.getOrDefault("destination", ""),
                            fields.getOrDefault("sni", "")),
                    fields.getOrDefault("reason", ""));
        }
        return new SeenFlows(flows, open, logged);
    }

    int total() {
        return open + logged;
    }

    private static int count(Map<Asked, Integer> flows, Optional<Question> question, String reason) {
        question.ifPresent(one -> flows.merge(new Asked(one, verdict(reason)), 1, Integer::sum));
        return question.isPresent() ? 1 : 0;
    }

    private static Verdict verdict(String reason) {
        return EXPIRED.matcher(reason).matches()
                ? Verdict.EXPIRED
                : BAD.matcher(reason).matches() ? Verdict.BAD : Verdict.GOOD;
    }

    /** Nothing where it is not known who wanted to go where, as when a client left before it said so. */
    private static Optional<Question> question(String segment, String source, String destination, String sni) {
        Matcher from = ENDPOINT.matcher(source);
        Matcher to = ENDPOINT.matcher(destination);
        if (segment.isEmpty() || !from.matches() || !to.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Question(
                    segment,
                    InetAddress.getByName(from.group(1)),
                    InetAddress.getByName(to.group(1)),
                    Integer.parseInt(to.group(2)),
                    Optional.of(sni).filter(name -> !name.isEmpty())));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
