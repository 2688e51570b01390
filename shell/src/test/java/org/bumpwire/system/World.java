package org.bumpwire.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The CAs around a device, and the configurations that tests have in common. */
final class World {
    static final String SITE = "www.site.test";
    /** The CA of the world's servers, which the device trusts. */
    final TestAuthority web;
    /** With which the device signs what it shows to clients. */
    final TestAuthority signing;
    /** With which it signs where it does not trust the server. */
    final TestAuthority untrusted;
    /** A CA that nobody trusts. */
    final TestAuthority unknown;

    World(Path directory) {
        this.web = new TestAuthority(directory, "Web CA");
        this.signing = new TestAuthority(directory, "Signing CA");
        this.untrusted = new TestAuthority(directory, "Untrusted CA");
        this.unknown = new TestAuthority(directory, "Unknown CA");
    }

    /** Client inspection of what goes to the given ports; profile {@code OUT}, client proxy {@code CLIENTS}. */
    List<String> clientInspection(List<Integer> serverPorts) {
        List<String> lines = new ArrayList<>(List.of(
                "certificates certificate SIGNING import pem %s key %s"
                        .formatted(signing.own().pem(), signing.own().key()),
                "certificates certificate UNTRUSTED import pem %s key %s"
                        .formatted(untrusted.own().pem(), untrusted.own().key()),
                "certificates ca-certificate WEB import " + web.own().pem(),
                "sslinsp client enable",
                "sslinsp client-proxy CLIENTS signing-certificate SIGNING",
                "sslinsp client-proxy CLIENTS untrusted-certificate UNTRUSTED",
                "sslinsp trust-store SITES ca-certificate WEB",
                "sslinsp profile OUT client-policy ALL client-proxy CLIENTS",
                "sslinsp profile OUT client-policy ALL trust-store SITES"));
        lines.add("sslinsp client-proxy CLIENTS detection-port " + words(serverPorts));
        return lines;
    }

    /** Server inspection of one server at a port of this machine; profile {@code IN}, server proxy {@code WWW}. */
    List<String> serverInspection(CertificateFiles certificate, int serverPort) {
        return List.of(
                "certificates certificate WWW import pem %s key %s".formatted(certificate.pem(), certificate.key()),
                "sslinsp server enable",
                "sslinsp server WWW ip 127.0.0.1/32",
                "sslinsp server WWW detection-port " + serverPort,
                "sslinsp server WWW certificate WWW",
                "sslinsp profile IN server-policy WWW server WWW");
    }

    /** An explicit proxy at a port of this machine, with a profile for what comes through it. */
    static List<String> explicit(int port, String profile) {
        return List.of(
                "segment CLIENTS mode explicit 127.0.0.1:" + port,
                "virtual-segment CLIENTS position 1",
                "virtual-segment CLIENTS segment CLIENTS",
                "virtual-segment CLIENTS profile " + profile);
    }

    /** A fixed way from a port of this machine to another. */
    static List<String> reverse(String name, int position, int from, int to, String profile) {
        return List.of(
                "segment %s mode reverse 127.0.0.1:%d to 127.0.0.1:%d".formatted(name, from, to),
                "virtual-segment %s position %d".formatted(name, position),
                "virtual-segment %s segment %s".formatted(name, name),
                "virtual-segment %s profile %s".formatted(name, profile));
    }

    @SafeVarargs
    static List<String> lines(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static String words(List<Integer> numbers) {
        return String.join(" ", numbers.stream().map(String::valueOf).toList());
    }
}
