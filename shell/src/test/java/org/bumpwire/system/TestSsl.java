package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What testssl.sh found at a port, by the names of its checks. */
record TestSsl(Map<String, Finding> findings) {
    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** Everything but what is fine, is a remark, or is called low. */
    private static final Set<String> GRAVE = Set.of("MEDIUM", "HIGH", "CRITICAL", "FATAL", "WARN");

    private static final Map<String, String> EXCEPTIONS = Map.of(
            "cert_revocation", "The CA of the tests publishes nothing about revocation",
            "engine_problem", "The machine's OpenSSL has no module for GOST");

    record Finding(String severity, String words) {}

    /** Begins a scan; such scans wait more than they work, so that several may run at once. */
    static CompletableFuture<TestSsl> begin(Path directory, String site, int port, Path ca, List<String> checks) {
        Path json = directory.resolve("testssl-%d.json".formatted(port));
        List<String> command = new ArrayList<>(List.of(Peer.TESTSSL.program(), "--quiet", "--color", "0"));
        command.addAll(List.of("--warnings", "batch", "--nodns", "none", "--ip", "127.0.0.1", "--mapping", "rfc"));
        command.addAll(List.of("--connect-timeout", "5", "--openssl-timeout", "5", "--add-ca", ca.toString()));
        command.addAll(checks);
        command.addAll(List.of("--jsonfile", json.toString(), "https://%s:%d".formatted(site, port)));
        // Its pauses are made for servers that are far away.
        Map<String, String> pauses = Map.of("USLEEP_SND", "0.02", "USLEEP_REC", "0.05");
        return CompletableFuture.supplyAsync(
                () -> read(json, Ran.of(command, "", pauses, LIMIT)), runnable -> new Thread(runnable).start());
    }

    private static TestSsl read(Path json, Ran ran) {
        Map<String, Finding> findings = new LinkedHashMap<>();
        try {
            for (JsonNode finding : new ObjectMapper().readTree(json.toFile())) {
                findings.put(
                        finding.path("id").asText(),
                        new Finding(
                                finding.path("severity").asText(),
                                finding.path("finding").asText()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(ran.toString(), e);
        }
        assertThat(findings).as("%s", ran).containsKey("scanTime");
        return new TestSsl(findings);
    }

    /** What is of medium severity or worse, or could not be found out. */
    Map<String, Finding> grave() {
        Map<String, Finding> grave = new LinkedHashMap<>(findings);
        grave.entrySet()
                .removeIf(finding -> !GRAVE.contains(finding.getValue().severity())
                        || EXCEPTIONS.containsKey(finding.getKey().replaceFirst(" <cert#\\d+>", "")));
        return grave;
    }

    String says(String check) {
        return Optional.ofNullable(findings.get(check))
                .map(Finding::words)
                .orElseThrow(() -> new AssertionError("No %s in %s".formatted(check, findings)));
    }

    /** The versions that are offered, by the names of testssl.sh. */
    List<String> versions() {
        return List.of("SSLv2", "SSLv3", "TLS1", "TLS1_1", "TLS1_2", "TLS1_3").stream()
                .filter(version -> !says(version).startsWith("not offered"))
                .toList();
    }

    /** The suites of TLS 1.2 in the server's order, by IANA's names. */
    List<String> suites() {
        return List.of(says("cipherorder_TLSv1_2").split(" "));
    }
}
