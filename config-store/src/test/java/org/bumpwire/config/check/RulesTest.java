package org.bumpwire.config.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bumpwire.config.compile.TreeCompiler;
import org.bumpwire.config.compile.VaultFixture;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final VaultFixture FIXTURE = new VaultFixture();
    private static final String ADMIN = "aaa user admin role administrator ssh-key"
            + " \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4mUXYvFOdEhkGWTsQVZpbjVTyqU0GFPCsVJBLIv3bX a\"";
    private static final String SERVER = "sslinsp server WEB ip 10.0.0.1 certificate rsa";
    private static final String CLIENT_PROXY =
            "sslinsp client-proxy out signing-certificate signing untrusted-certificate untrusted";

    private final Problems problems = new Problems();

    @Test
    void acceptsAnOrdinaryConfigurationWithoutAWord() {
        check(
                SERVER,
                CLIENT_PROXY,
                "segment a mode explicit 127.0.0.1:3128",
                "segment b mode reverse 127.0.0.1:8443 to 10.0.0.1:443",
                "sslinsp trust-store t ca-certificate root",
                "sslinsp profile p server-policy s server WEB",
                "sslinsp profile p client-policy c client-proxy out trust-store t",
                "virtual-segment v position 1 profile p",
                "virtual-segment w position 2 profile p");

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    void keepsAnAdministratorWhoCanLogIn() {
        check("delete aaa user admin", "aaa user bob role administrator", "aaa user carl role operator");

        assertThat(problems.errors())
                .containsExactly("aaa: no administrator is left who can log in"
                        + " (give a user role administrator and a password or an ssh-key)");
    }

    @Test
    void aRoleOfOnesOwnCanBeThatOfTheLastAdministrator() {
        String key = ADMIN.substring(ADMIN.indexOf(" ssh-key"));
        check("delete aaa user admin", "aaa role ROOT based-on administrator", "aaa user bob role ROOT" + key);
        assertThat(problems.errors()).isEmpty();

        check(
                "aaa role ROOT based-on administrator",
                "aaa role ROOT capability ssl-log read",
                "aaa user admin role ROOT");
        check("aaa user-group G", "aaa user admin role administrator user-group G");
        assertThat(problems.errors())
                .hasSize(2)
                .allMatch(e -> e.startsWith("aaa: no administrator is left who can log in"));
    }

    @Test
    void keepsAWayToLogInWhileServersAreAway() {
        check("aaa login order radius", "aaa ldap-server L host ldap.test base-dn dc=test bind-dn cn=reader");
        check("aaa login order local ldap");
        check("aaa role-mapping A position 1", "top", "aaa role-mapping B position 1 group x", "aaa login order local");

        assertThat(problems.errors())
                .containsExactly(
                        "aaa login order: local is missing, so nobody could log in while the servers are away"
                                + " (add it, at the end for accounts that are for emergencies)",
                        "aaa login order: there is no RADIUS server to ask (add one, or take the word out)",
                        "aaa ldap-server \"L\": bind-dn and bind-password go together (set both, or neither)",
                        "aaa login order: there is no LDAP server to ask (add one, or take the word out)",
                        "aaa role-mapping \"A\" and \"B\" have the same position, 1 (give one another)");
        assertThat(problems.warnings())
                .contains("aaa login order: no role-mapping says what users of the servers may do, so none is let in");
    }

    @Test
    void refusesRolesThatRestOnThemselves() {
        check(
                "aaa role A based-on B",
                "aaa role B based-on A",
                "aaa role C based-on A",
                "aaa role D based-on operator");

        assertThat(problems.errors())
                .containsExactly(
                        "aaa role \"A\" is based on itself (change its based-on, or that of a role below it)",
                        "aaa role \"B\" is based on itself (change its based-on, or that of a role below it)");
    }

    @Test
    void keepsListenersApart() {
        check(
                "segment a mode explicit 127.0.0.1:2222",
                "segment b mode redirect 3128",
                "segment c mode explicit 127.0.0.1:3128",
                "segment d mode explicit 127.0.0.2:3129",
                "segment e mode explicit 127.0.0.1:3129",
                "segment f mode explicit 127.0.0.1:0",
                "segment g mode explicit 127.0.0.1:0");

        assertThat(problems.errors())
                .containsExactly(
                        "gen ssh and segment \"a\" both listen on port 2222 (give one another port)",
                        "segment \"b\" and segment \"c\" both listen on port 3128 (give one another port)");
    }

    @Test
    void mayListenWhereADisabledSshServerWould() {
        check("gen ssh state disable", "segment a mode explicit 127.0.0.1:2222");

        assertThat(problems.errors()).isEmpty();
    }

    @Test
    void keepsPositionsApart() {
        check("virtual-segment a position 5", "virtual-segment b position 5", "virtual-segment c position 6");

        assertThat(problems.errors())
                .containsExactly(
                        "virtual-segment \"a\" and virtual-segment \"b\" share position 5 (change one of them)");
    }

    @Test
    void keepsPolicyNamesApartInAProfile() {
        check(
                SERVER,
                CLIENT_PROXY,
                "sslinsp trust-store t ca-certificate root",
                "sslinsp profile p server-policy x server WEB",
                "sslinsp profile p client-policy x client-proxy out trust-store t",
                "sslinsp profile q client-policy y client-proxy out trust-store t");

        assertThat(problems.errors())
                .containsExactly("sslinsp profile \"p\": a server-policy and a client-policy are both named \"x\""
                        + " (rename one of them)");
    }

    @Test
    void keepsPortsOfEnabledClientPoliciesApart() {
        List<String> lines = new ArrayList<>(List.of(
                CLIENT_PROXY,
                "sslinsp client-proxy out detection-port 400-500",
                CLIENT_PROXY.replace("client-proxy out", "client-proxy other"),
                "sslinsp trust-store t ca-certificate root",
                "sslinsp profile p client-policy a client-proxy out trust-store t",
                "sslinsp profile p client-policy b client-proxy other trust-store t"));

        check(lines.toArray(String[]::new));

        assertThat(problems.errors())
                .containsExactly(
                        "sslinsp profile \"p\": the client proxies of client-policy \"a\" and client-policy \"b\""
                                + " share a detection port (change the ports or disable a policy)");
        lines.add("sslinsp profile p client-policy b state disable");
        assertThat(errors(lines)).isEmpty();
    }

    @Test
    void refusesAServerPolicyThatAnotherLeavesNothing() {
        List<String> lines = new ArrayList<>(List.of(
                "sslinsp server WIDE ip 10.0.0.0/8 192.0.2.1 certificate rsa detection-port 400-500",
                SERVER + " detection-port 443",
                "sslinsp profile p server-policy any server WIDE",
                "sslinsp profile p server-policy web server WEB"));

        check(lines.toArray(String[]::new));

        assertThat(problems.errors())
                .containsExactly("sslinsp profile \"p\": server-policy \"web\" never applies, because server-policy"
                        + " \"any\" has all its addresses and ports (change them or disable a policy)");
        assertThat(problems.warnings()).isEmpty();
        lines.add("sslinsp profile p server-policy any state disable");
        assertThat(errors(lines)).isEmpty();
    }

    @Test
    void warnsOfServerPoliciesThatOverlap() {
        check(
                SERVER,
                "sslinsp server WIDE ip 10.0.0.0/8 certificate rsa",
                "sslinsp server ELSEWHERE ip 10.0.0.0/8 certificate rsa detection-port 8443",
                "sslinsp profile p server-policy web server WEB",
                "sslinsp profile p server-policy wide server WIDE",
                "sslinsp profile p server-policy elsewhere server ELSEWHERE");

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings())
                .containsExactly(
                        "sslinsp profile \"p\": where server-policy \"web\" and server-policy \"wide\" overlap,"
                                + " \"web\" applies");
    }

    @Test
    void wantsTwoDifferentSigners() {
        check("sslinsp client-proxy out signing-certificate signing untrusted-certificate signing");

        assertThat(problems.errors())
                .containsExactly(
                        "sslinsp client-proxy \"out\": signing-certificate and untrusted-certificate must differ"
                                + " (generate another one)");
    }

    @Test
    void wantsSignersThatAreCas() {
        check("sslinsp client-proxy out signing-certificate rsa untrusted-certificate ec");

        assertThat(problems.errors())
                .containsExactly(
                        "sslinsp client-proxy \"out\" signing-certificate: certificate \"rsa\" is not a CA's"
                                + " (use one that may sign certificates)",
                        "sslinsp client-proxy \"out\" untrusted-certificate: certificate \"ec\" is not a CA's"
                                + " (use one that may sign certificates)");
    }

    @Test
    void wantsServersCertificatesThatMaySign() {
        check("sslinsp server WEB ip 10.0.0.1 certificate signing");

        assertThat(problems.errors())
                .containsExactly("sslinsp server \"WEB\" certificate: the key usage of \"signing\" does not allow it to"
                        + " sign (use another certificate)");
    }

    @Test
    void wantsEveryTlsVersionBesideSsl3() {
        check(SERVER, "sslinsp server WEB protocol SSLv3 TLSv1.0 TLSv1.1");

        assertThat(problems.errors())
                .containsExactly("sslinsp server \"WEB\" protocol: SSLv3 needs every TLS version beside it"
                        + " (add TLSv1.2 TLSv1.3)");
    }

    @Test
    void warnsOfSsl3BesideEveryTlsVersion() {
        check(SERVER, "sslinsp server WEB protocol SSLv3 TLSv1.0 TLSv1.1 TLSv1.2 TLSv1.3");

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings())
                .containsExactly(
                        "sslinsp server \"WEB\" protocol: outdated and insecure TLSv1.0 and TLSv1.1 (RFC 8996)",
                        "sslinsp server \"WEB\" protocol: broken and insecure SSLv3 (RFC 7568)");
    }

    @Test
    void warnsOfTripleDes() {
        check(
                SERVER,
                "sslinsp server WEB protocol TLSv1.2",
                "sslinsp server WEB cipher-suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
                        + " TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA");

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings())
                .containsExactly("sslinsp server \"WEB\" cipher-suite: weak 64-bit blocks in"
                        + " TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA");
    }

    @Test
    void usesTripleDesOnlyWhereItIsNamed() {
        check(SERVER, "sslinsp server WEB protocol TLSv1.0 TLSv1.1 TLSv1.2");

        assertThat(problems.warnings()).noneMatch(warning -> warning.contains("64-bit"));
    }

    @Test
    void refusesAGapBetweenProtocols() {
        check(SERVER, "sslinsp server WEB protocol TLSv1.0 TLSv1.3");

        assertThat(problems.errors())
                .containsExactly(
                        "sslinsp server \"WEB\" protocol: TLSv1.1 is missing between others (add it)",
                        "sslinsp server \"WEB\" protocol: TLSv1.2 is missing between others (add it)");
        assertThat(problems.warnings())
                .containsExactly("sslinsp server \"WEB\" protocol: outdated and insecure TLSv1.0 (RFC 8996)");
    }

    @Test
    void wantsASuiteForEveryProtocol() {
        check(CLIENT_PROXY, "sslinsp client-proxy out cipher-suite TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

        assertThat(problems.errors())
                .containsExactly("sslinsp client-proxy \"out\" cipher-suite: none of the chosen suites is for TLSv1.3"
                        + " (add one or leave out the protocol)");
    }

    @Test
    void wantsSuitesThatGoWithTheCertificates() {
        check(
                SERVER,
                "sslinsp server WEB protocol TLSv1.2",
                "sslinsp server WEB cipher-suite TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256");

        assertThat(problems.errors())
                .containsExactly("sslinsp server \"WEB\": no chosen cipher-suite can be used with certificate \"rsa\""
                        + " (add one for RSA)");
    }

    @Test
    void keepsAnRsaSuiteForClients() {
        check(
                CLIENT_PROXY,
                "sslinsp client-proxy out cipher-suite TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 TLS_AES_128_GCM_SHA256");

        assertThat(problems.errors())
                .containsExactly(
                        "sslinsp client-proxy \"out\" cipher-suite: at least one RSA suite is needed (add one)");
        assertThat(errors(List.of(
                        CLIENT_PROXY, "sslinsp client-proxy out protocol TLSv1.3 cipher-suite TLS_AES_128_GCM_SHA256")))
                .isEmpty();
    }

    @Test
    void warnsOfMixedCertificatesAndSuites() {
        check(
                SERVER,
                "sslinsp server WEB certificate ec",
                "sslinsp server WEB cipher-suite TLS_AES_128_GCM_SHA256 TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"
                        + " TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");

        assertThat(problems.errors()).isEmpty();
        assertThat(problems.warnings())
                .containsExactly(
                        "sslinsp server \"WEB\": RSA and ECDSA certificates are mixed, which can cause connection issues",
                        "sslinsp server \"WEB\": RSA and ECDSA cipher suites are mixed, which can cause connection"
                                + " issues");
    }

    @Test
    void warnsOfOutdatedProtocolsAndMissingForwardSecrecy() {
        check(
                CLIENT_PROXY,
                "sslinsp client-proxy out protocol TLSv1.0 TLSv1.1 TLSv1.2",
                "sslinsp client-proxy out cipher-suite TLS_RSA_WITH_AES_128_CBC_SHA");

        assertThat(problems.warnings())
                .containsExactly(
                        "sslinsp client-proxy \"out\" protocol: outdated and insecure TLSv1.0 and TLSv1.1 (RFC 8996)",
                        "sslinsp client-proxy \"out\" cipher-suite: none of the chosen suites has forward secrecy");
    }

    @Test
    void warnsOfCertificatesThatAreNotValidNow() {
        check(Clock.offset(VaultFixture.CLOCK, Duration.ofDays(36_500)), List.of());
        assertThat(problems.warnings())
                .hasSize(4)
                .allSatisfy(w -> assertThat(w).matches("certificates certificate \"[a-z]+\" has expired on .*Z"));

        Problems early = new Problems();
        check(Clock.offset(VaultFixture.CLOCK, Duration.ofDays(-36_500)), List.of(), early);
        assertThat(early.warnings())
                .hasSize(4)
                .allSatisfy(w -> assertThat(w).matches("certificates certificate \"[a-z]+\" is not valid before .*Z"));
    }

    private void check(String... lines) {
        check(VaultFixture.CLOCK, List.of(lines));
    }

    private void check(Clock clock, List<String> lines) {
        check(clock, lines, problems);
    }

    private static List<String> errors(List<String> lines) {
        Problems found = new Problems();
        check(VaultFixture.CLOCK, lines, found);
        return found.errors();
    }

    private static void check(Clock clock, List<String> lines, Problems found) {
        List<String> all = new ArrayList<>(List.of(ADMIN));
        all.addAll(lines);
        Rules.all(clock)
                .check(
                        new TreeCompiler(FIXTURE.vault())
                                .compile(FIXTURE.tree(all.toArray(String[]::new)), 0, new Problems()),
                        found);
    }
}
