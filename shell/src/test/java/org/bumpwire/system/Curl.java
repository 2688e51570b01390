package org.bumpwire.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request of curl; each option answers a request with it. */
record Curl(List<String> launchPrefix, List<String> options) {
    private static final Pattern TLS = Pattern.compile("SSL connection using (\\S+) / (\\S+)");
    private static final Pattern ISSUER = Pattern.compile("issuer: (.*)");
    private static final String WRITE_FACTS = "\nfacts %{http_code} %{http_version}";
    private static final Pattern FACTS = Pattern.compile("\nfacts (\\d+) ([\\d.]+)$");

    /** What curl said of a request that it completed. */
    record Answer(
            Ran ran, String body, int status, String httpVersion, String tlsVersion, String cipher, String issuer) {}

    /** A request to a server by its name; where it really goes is said by one of the methods. */
    static Curl trusting(CertificateFiles authority) {
        return new Curl(List.of(), List.of("--cacert", authority.pem().toString()));
    }

    Curl with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Curl(launchPrefix, all);
    }

    Curl in(NetworkNamespace namespace) {
        return new Curl(namespace.prefix(), options);
    }

    /** Goes to a port of this machine instead of where the name leads. */
    Curl connectingTo(int port) {
        return with("--connect-to", "::127.0.0.1:" + port);
    }

    Curl throughProxy(int port) {
        return with("--proxy", "http://127.0.0.1:" + port);
    }

    /** Speaks this version only, even where OpenSSL thinks it too old. */
    Curl speaking(String version) {
        String number = version.equals("TLSv1") ? "1.0" : version.substring("TLSv".length());
        return with("--tlsv" + number, "--tls-max", number, "--ciphers", "DEFAULT@SECLEVEL=0");
    }

    Curl http1() {
        return with("--http1.1");
    }

    Curl http2() {
        return with("--http2");
    }

    /** Asks, and tells what came of it. */
    Ran run(String url) {
        List<String> command = new ArrayList<>(launchPrefix);
        command.addAll(List.of(Peer.CURL.program(), "--silent", "--show-error", "--max-time", "50"));
        command.addAll(options);
        command.add(url);
        return Ran.of(command, "", Map.of());
    }

    /** Asks, and must be answered. */
    Answer get(String url) {
        Ran ran = with("--verbose", "--write-out", WRITE_FACTS).run(url).succeeded();
        Matcher facts = last(FACTS, ran.out());
        Matcher tls = last(TLS, ran.err());
        return new Answer(
                ran,
                ran.out().substring(0, ran.out().length() - facts.group().length()),
                Integer.parseInt(facts.group(1)),
                facts.group(2),
                tls.group(1),
                tls.group(2),
                last(ISSUER, ran.err()).group(1));
    }

    private static Matcher last(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        Matcher found = null;
        for (int from = 0; matcher.find(from); from = matcher.end()) {
            found = pattern.matcher(matcher.group());
        }
        if (found == null || !found.find()) {
            throw new AssertionError("curl did not say '%s' but:%n%s".formatted(pattern, text));
        }
        return found;
    }
}
