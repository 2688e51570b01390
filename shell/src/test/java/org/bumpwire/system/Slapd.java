package org.bumpwire.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** OpenLDAP's server with users of whom one is in a group that its entry names, and one in a group that names it. */
final class Slapd implements AutoCloseable {
    static final String BASE = "dc=example,dc=test";
    static final String READER = "cn=reader," + BASE;
    static final String READER_PASSWORD = "reads all 4 us";
    static final String PASSWORD = "wonder land 7";

    private final Process process;
    private final int port = Ports.free();
    private final int tlsPort = Ports.free();

    Slapd(Path home, TestAuthority authority) {
        Path output = home.resolve("slapd.out");
        try {
            Files.createDirectories(home.resolve("db"));
            Path config = Files.writeString(
                    home.resolve("slapd.conf"),
                    config(home, authority.issue(TestAuthority.Algorithm.RSA, "localhost"), authority));
            Path data = Files.writeString(home.resolve("data.ldif"), data());
            Ran.of(Peer.SLAPADD.program(), "-f", config.toString(), "-l", data.toString())
                    .succeeded();
            process = new ProcessBuilder(
                            Peer.SLAPD.program(),
                            "-f",
                            config.toString(),
                            "-h",
                            "ldap://127.0.0.1:%d/ ldaps://127.0.0.1:%d/".formatted(port, tlsPort),
                            // Keeps it in the foreground, and silent.
                            "-d",
                            "none")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Ports.awaitOpen(port, process, output);
        Ports.awaitOpen(tlsPort, process, output);
    }

    int port() {
        return port;
    }

    int tlsPort() {
        return tlsPort;
    }

    @Override
    public void close() {
        ServerProcesses.end(process);
    }

    private static String config(Path home, CertificateFiles certificate, TestAuthority authority) {
        return """
                include /etc/ldap/schema/core.schema
                include /etc/ldap/schema/cosine.schema
                include /etc/ldap/schema/inetorgperson.schema
                include /etc/ldap/schema/nis.schema
                modulepath /usr/lib/ldap
                moduleload back_mdb
                moduleload memberof
                TLSCertificateFile %2$s
                TLSCertificateKeyFile %3$s
                TLSCACertificateFile %4$s
                pidfile %1$s/slapd.pid
                security tls=1
                database mdb
                suffix "%5$s"
                directory %1$s/db
                overlay memberof
                access to attrs=userPassword by anonymous auth by * none
                access to * by dn.exact="%6$s" read by self read by * none
                """.formatted(
                home, certificate.pem(), certificate.key(), authority.own().pem(), BASE, READER);
    }

    private static String data() {
        return """
                dn: %1$s
                objectClass: dcObject
                objectClass: organization
                dc: example
                o: Example

                dn: %2$s
                objectClass: organizationalRole
                objectClass: simpleSecurityObject
                cn: reader
                userPassword: %3$s

                dn: ou=people,%1$s
                objectClass: organizationalUnit
                ou: people

                dn: ou=groups,%1$s
                objectClass: organizationalUnit
                ou: groups

                dn: uid=lewis,ou=people,%1$s
                objectClass: inetOrgPerson
                uid: lewis
                cn: Lewis
                sn: L
                userPassword: %4$s
                memberOf: cn=netadmins,ou=groups,%1$s

                dn: uid=tom,ou=people,%1$s
                objectClass: inetOrgPerson
                uid: tom
                cn: Tom
                sn: T
                userPassword: %4$s

                dn: uid=odd\\,name (x)*,ou=people,%1$s
                objectClass: inetOrgPerson
                uid: odd,name (x)*
                cn: Odd
                sn: O
                userPassword: %4$s

                dn: cn=netadmins,ou=groups,%1$s
                objectClass: groupOfNames
                cn: netadmins
                member: uid=lewis,ou=people,%1$s

                dn: cn=watchers,ou=groups,%1$s
                objectClass: groupOfNames
                cn: watchers
                member: uid=tom,ou=people,%1$s
                """.formatted(BASE, READER, READER_PASSWORD, PASSWORD);
    }
}
