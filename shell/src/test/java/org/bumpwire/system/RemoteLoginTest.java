package org.bumpwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators whom FreeRADIUS and OpenLDAP know log in to a running device over SSH. */
@Tag("system")
class RemoteLoginTest {
    private static final String LOCAL_PASSWORD = "only 4 emergencies";

    @TempDir
    private static Path home;

    private static FreeRadius radius;
    private static Slapd slapd;
    private static Device device;

    @BeforeAll
    static void start() {
        radius = new FreeRadius(home.resolve("radius"));
        TestAuthority authority = new TestAuthority(home, "Directory CA");
        slapd = new Slapd(home.resolve("slapd"), authority);
        device = Device.start(
                home.resolve("device"),
                List.of(
                        "certificates ca-certificate DIRECTORY import "
                                + authority.own().pem(),
                        "aaa role WATCHER based-on read-only",
                        "aaa role WATCHER capability users none",
                        "aaa user emergency role administrator password \"%s\"".formatted(LOCAL_PASSWORD),
                        "aaa radius-server R1 host 127.0.0.1 port %d timeout 1s attempts 1"
                                .formatted(FreeRadius.freeUdpPort()),
                        "aaa radius-server R1 secret set value \"never answers at all\"",
                        "aaa radius-server R2 host 127.0.0.1 port %d".formatted(radius.port()),
                        "aaa radius-server R2 secret set value \"%s\"".formatted(FreeRadius.SECRET),
                        "aaa ldap-server L1 host localhost port %d".formatted(slapd.port()),
                        "aaa ldap-server L1 ca-certificate DIRECTORY base-dn \"ou=people,%s\"".formatted(Slapd.BASE),
                        "aaa ldap-server L1 bind-dn \"%s\" group-base-dn \"ou=groups,%s\""
                                .formatted(Slapd.READER, Slapd.BASE),
                        "aaa ldap-server L1 bind-password set value \"%s\"".formatted(Slapd.READER_PASSWORD),
                        "aaa role-mapping ADMINS position 10 group netadmins role operator",
                        "aaa role-mapping WATCHERS position 20 group \"CN=watchers, ou=groups, %s\" role WATCHER"
                                .formatted(Slapd.BASE),
                        "aaa login order local radius ldap max-attempts 3 lockout 1h"));
    }

    @AfterAll
    static void stop() {
        device.close();
        slapd.close();
        radius.close();
    }

    @Test
    void aUserOfRadiusGetsTheMappedRole() {
        assertThat(login("alice", FreeRadius.PASSWORD, "show users").succeeded().out())
                .containsPattern("alice +operator");
        assertThat(login("alice", FreeRadius.PASSWORD, "halt").exit()).isNotZero();
        assertThat(audit("user=alice"))
                .contains("By RADIUS server \"R2\", role-mapping \"ADMINS\", role \"operator\"")
                .contains("logout");
    }

    @Test
    void aWrongPasswordIsRefusedAndAnswersTheServersUserNothing() {
        Ran refused = login("bob", "wrong", "show version");

        assertThat(refused.exit()).isEqualTo(255);
        assertThat(refused.err()).contains("Permission denied").doesNotContain("RADIUS");
        assertThat(audit("user=bob")).contains("Refused by RADIUS server \"R2\"");
    }

    @Test
    void whoFitsNoMappingIsNotLetIn() {
        assertThat(login("bob", FreeRadius.PASSWORD, "show version").exit()).isEqualTo(255);

        assertThat(audit("user=bob")).contains("no role-mapping fits");
    }

    @Test
    void anAccountOfTheDeviceIsAskedFirstByTheOrder() {
        assertThat(login("emergency", LOCAL_PASSWORD, "show users").succeeded().out())
                .containsPattern("emergency +administrator");
    }

    @Test
    void aUserOfLdapGetsTheMappedRoleByEitherKindOfGroup() {
        device.type(List.of("edit", "delete aaa login order", "aaa login order local ldap", "commit", "!"))
                .succeeded();
        try {
            assertThat(login("lewis", Slapd.PASSWORD, "show users").succeeded().out())
                    .containsPattern("lewis +operator");
            assertThat(login("tom", Slapd.PASSWORD, "show users").succeeded().out())
                    .containsPattern("tom +WATCHER");
            assertThat(login("tom", Slapd.PASSWORD, "users").exit()).isNotZero();
            assertThat(login("tom", "wrong", "show version").exit()).isEqualTo(255);
            assertThat(login("tom)(uid=*", Slapd.PASSWORD, "show version").exit())
                    .isEqualTo(255);
            assertThat(audit("user=tom"))
                    .contains("By LDAP server \"L1\", role-mapping \"WATCHERS\", role \"WATCHER\"");
        } finally {
            device.type(List.of("edit", "delete aaa login order", "aaa login order local radius ldap", "commit", "!"))
                    .succeeded();
        }
    }

    @Test
    void nothingOfTheSecretsIsShownOrWritten() throws IOException {
        String shown = device.ssh("display aaa").succeeded().out();
        assertThat(shown).contains("secret", "sealed:").doesNotContain(FreeRadius.SECRET, Slapd.READER_PASSWORD);

        assertThat(login("alice", FreeRadius.PASSWORD, "display aaa")
                        .succeeded()
                        .out())
                .contains("radius-server R2")
                .doesNotContain("sealed:");
        try (Stream<Path> files = Files.walk(device.state())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(FreeRadius.SECRET, Slapd.READER_PASSWORD, FreeRadius.PASSWORD, LOCAL_PASSWORD);
            }
        }
    }

    @Test
    void guessingIsStoppedByTheLockOut() {
        for (int i = 0; i < 4; i++) {
            assertThat(login("guessed", "wrong" + i, "show version").exit()).isEqualTo(255);
        }

        assertThat(audit("user=guessed"))
                .contains("Wrong user or password once too often; the account is locked until")
                .contains("Account is locked until");
    }

    private static String audit(String condition) {
        return device.ssh("show log audit last 50 where " + condition)
                .succeeded()
                .out()
                .replace("\\\"", "\"");
    }

    /** Logs in by a password, which SSH lets a program tell it. */
    private static Ran login(String user, String password, String line) {
        try {
            Path teller = Files.createTempFile(home, "teller", "");
            Files.writeString(teller, "#!/bin/sh\nprintf '%s\\n' '" + password + "'\n");
            Files.setPosixFilePermissions(teller, PosixFilePermissions.fromString("rwx------"));
            List<String> command = new ArrayList<>(List.of(
                    Peer.SSH.program(),
                    "-F",
                    "/dev/null",
                    "-p",
                    Integer.toString(device.sshPort()),
                    "-o",
                    "PreferredAuthentications=password",
                    "-o",
                    "NumberOfPasswordPrompts=1",
                    "-o",
                    "StrictHostKeyChecking=no",
                    "-o",
                    "UserKnownHostsFile=" + home.resolve("known-hosts"),
                    "-o",
                    "LogLevel=ERROR",
                    user + "@127.0.0.1",
                    line));
            return Ran.of(
                    command,
                    "",
                    Map.of("SSH_ASKPASS", teller.toString(), "SSH_ASKPASS_REQUIRE", "force", "DISPLAY", "none"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
