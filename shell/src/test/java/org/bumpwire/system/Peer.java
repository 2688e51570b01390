package org.bumpwire.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that the device is tested against; where it is missing the test is skipped, which CI does not accept. */
public enum Peer {
    CURL,
    OPENSSL,
    NGINX,
    CHROMIUM,
    CERTUTIL,
    PK12UTIL,
    SELFSERV,
    STRSCLNT,
    GNUTLS_CLI,
    GNUTLS_SERV,
    SSH,
    SSH_KEYGEN,
    TMUX,
    IP,
    IPTABLES,
    SSLSCAN,
    TESTSSL,
    H2LOAD,
    FREERADIUS,
    SLAPD,
    SLAPADD,
    YANGLINT;

    /** The path of the program. */
    public String program() {
        String name = name().toLowerCase(Locale.ROOT).replace('_', '-');
        Optional<String> found = Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
        assumeTrue(found.isPresent(), name + " is not installed");
        return found.orElseThrow();
    }
}
