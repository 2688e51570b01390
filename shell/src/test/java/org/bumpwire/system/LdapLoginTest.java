package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.config.model.RemoteServer.Encryption;
import org.bumpwire.shell.login.ServerAnswer;
import org.bumpwire.shell.login.ldap.LdapServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asks OpenLDAP about names and passwords. */
@Tag("system")
class LdapLoginTest {
    @TempDir
    private static Path home;

    private static TestAuthority authority;
    private static Slapd slapd;

    @BeforeAll
    static void start() {
        authority = new TestAuthority(home, "Directory CA");
        slapd = new Slapd(home.resolve("slapd"), authority);
    }

    @AfterAll
    static void stop() {
        slapd.close();
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void letsInByTheRightPasswordAndNamesTheGroups(Encryption encryption) {
        assertThat(ask(server(encryption, "localhost"), "lewis", Slapd.PASSWORD))
                .asInstanceOf(InstanceOfAssertFactories.type(ServerAnswer.Accepted.class))
                .extracting(ServerAnswer.Accepted::groups)
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("cn=netadmins,ou=groups," + Slapd.BASE, "netadmins");
    }

    @Test
    void findsGroupsThatNameTheUser() {
        assertThat(ask(server(Encryption.LDAPS, "localhost"), "tom", Slapd.PASSWORD))
                .asInstanceOf(InstanceOfAssertFactories.type(ServerAnswer.Accepted.class))
                .extracting(ServerAnswer.Accepted::groups)
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .contains("watchers")
                .doesNotContain("netadmins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "", "Wonder land 7", "wonder land 7 "})
    void refusesAWrongPassword(String password) {
        assertThat(ask(server(Encryption.START_TLS, "localhost"), "lewis", password))
                .isInstanceOf(ServerAnswer.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody",
                "*",
                "lew*",
                "lewis)(uid=*",
                "*)(objectClass=*",
                "lewis)(|(uid=*",
                "lewis\u0000",
                "lewis,ou=people," + Slapd.BASE,
                "uid=lewis",
                "\\2a",
                ""
            })
    void aNameIsNeverAFilter(String name) {
        assertThat(ask(server(Encryption.START_TLS, "localhost"), name, Slapd.PASSWORD))
                .isInstanceOf(ServerAnswer.Rejected.class);
    }

    @Test
    void aNameOfOddCharactersIsFoundAsItIs() {
        assertThat(ask(server(Encryption.START_TLS, "localhost"), "odd,name (x)*", Slapd.PASSWORD))
                .isInstanceOf(ServerAnswer.Accepted.class);
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void asksNobodyForWhomNoConfiguredCaVouches(Encryption encryption) {
        X509Certificate other = new TestAuthority(home, "Other CA").own().certificate();

        assertThat(ask(server(encryption, "localhost", List.of(other)), "lewis", Slapd.PASSWORD))
                .isInstanceOf(ServerAnswer.None.class);
        assertThat(ask(server(encryption, "localhost", List.of()), "lewis", Slapd.PASSWORD))
                .isInstanceOf(ServerAnswer.None.class);
    }

    @ParameterizedTest
    @EnumSource(Encryption.class)
    void asksNobodyWhoseCertificateIsForAnotherHost(Encryption encryption) {
        assertThat(ask(server(encryption, "127.0.0.1"), "lewis", Slapd.PASSWORD))
                .isInstanceOf(ServerAnswer.None.class);
    }

    @Test
    void saysWhyTheServerWasNotAsked() {
        RemoteServer.Ldap gone = new RemoteServer.Ldap(
                "L",
                "localhost",
                Ports.free(),
                Encryption.LDAPS,
                List.of(authority.own().certificate()),
                Slapd.BASE,
                "",
                "",
                "uid",
                "memberOf",
                "",
                Duration.ofSeconds(2));

        assertThat(ask(gone, "lewis", Slapd.PASSWORD)).isInstanceOf(ServerAnswer.None.class);
        assertThat(new LdapServer(server(Encryption.LDAPS, "localhost"), "wrong".toCharArray())
                        .ask("lewis", Slapd.PASSWORD.toCharArray()))
                .isInstanceOf(ServerAnswer.None.class)
                .asString()
                .contains("invalid credentials")
                .doesNotContain("wrong");
    }

    private static ServerAnswer ask(RemoteServer.Ldap server, String user, String password) {
        return new LdapServer(server, Slapd.READER_PASSWORD.toCharArray()).ask(user, password.toCharArray());
    }

    private static RemoteServer.Ldap server(Encryption encryption, String host) {
        return server(encryption, host, List.of(authority.own().certificate()));
    }

    private static RemoteServer.Ldap server(Encryption encryption, String host, List<X509Certificate> trusted) {
        return new RemoteServer.Ldap(
                "L",
                host,
                encryption == Encryption.LDAPS ? slapd.tlsPort() : slapd.port(),
                encryption,
                trusted,
                Slapd.BASE,
                Slapd.READER,
                "sealed",
                "uid",
                "memberOf",
                "ou=groups," + Slapd.BASE,
                Duration.ofSeconds(5));
    }
}
