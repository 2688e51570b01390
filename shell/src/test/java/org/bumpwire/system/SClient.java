package org.bumpwire.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** OpenSSL's s_client: verifies the certificate's chain and name, asks for a page by HTTP/1.1, and tells what came of it. */
record SClient(List<String> launchPrefix, List<String> options) {
    static SClient trusting(CertificateFiles authority) {
        return new SClient(List.of(), List.of("-CAfile", authority.pem().toString()));
    }

    SClient in(NetworkNamespace namespace) {
        return new SClient(namespace.prefix(), options);
    }

    /** Speaks this version only, even where OpenSSL thinks it too old. */
    SClient speaking(String version) {
        String option = version.equals("TLSv1")
                ? "-tls1"
                : "-" + version.replace("TLSv", "tls").replace('.', '_');
        return with(option, "-cipher", "DEFAULT@SECLEVEL=0");
    }

    SClient throughProxy(int port) {
        return with("-proxy", "127.0.0.1:" + port);
    }

    /** Asks the server at an address for the page of a site. */
    Ran get(String site, String address) {
        List<String> command = new ArrayList<>(launchPrefix);
        command.addAll(List.of(Peer.OPENSSL.program(), "s_client", "-connect", address, "-servername", site));
        command.addAll(List.of("-verify_hostname", site, "-verify_return_error", "-ign_eof"));
        command.addAll(options);
        return Ran.of(command, "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n".formatted(site), Map.of());
    }

    private SClient with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new SClient(launchPrefix, all);
    }
}
