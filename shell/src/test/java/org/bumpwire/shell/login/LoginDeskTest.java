package org.bumpwire.shell.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bumpwire.config.access.PasswordRules;
import org.bumpwire.config.access.Passwords;
import org.bumpwire.config.login.Authenticator;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.Login;
import org.bumpwire.config.model.LoginSource;
import org.bumpwire.config.model.RemoteLogin;
import org.bumpwire.config.model.RemoteServer;
import org.bumpwire.config.model.RemoteServer.RoleAttribute;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.model.RoleMapping;
import org.bumpwire.config.model.User;
import org.bumpwire.config.model.UserGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginDeskTest {
    private static final String HASH = Passwords.hash("correct horse".toCharArray());
    private static final User ALICE = new User("alice", "", Role.ADMINISTRATOR, Optional.empty(), HASH, List.of());
    private static final UserGroup GROUP = new UserGroup("G", "", Map.of(), Map.of());

    private final Map<String, ServerAnswer> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final MovableClock clock = new MovableClock();
    private Access access = access(List.of(LoginSource.LOCAL));
    private final LoginDesk desk = new LoginDesk(
            () -> access, new Authenticator(() -> access, clock), server -> (user, password) -> ask(server), clock);

    @Test
    void asksTheAccountsOfTheDeviceWhereNothingElseIsSaid() {
        assertThat(rights(desk.byPassword("alice", "correct horse".toCharArray())))
                .contains(Rights.ALL);
        assertThat(refusal("alice", "wrong")).isEqualTo("Wrong user or password");
        assertThat(refusal("bob", "wrong")).isEqualTo("Wrong user or password");
        assertThat(asked).isEmpty();
    }

    @Test
    void asksServersAboutNamesThatTheDeviceDoesNotKnow() {
        access = access(List.of(LoginSource.LOCAL, LoginSource.RADIUS));
        answers.put("R1", new ServerAnswer.Accepted(List.of("ops")));

        Admission admission = desk.byPassword("bob", "x".toCharArray());

        assertThat(rights(admission)).contains(new Rights(Role.OPERATOR, Optional.of(GROUP)));
        assertThat(((Admission.Admitted) admission).by())
                .isEqualTo("By RADIUS server \"R1\", role-mapping \"OPS\", role \"operator\"");
        assertThat(refusal("alice", "wrong")).isEqualTo("Wrong user or password");
        assertThat(asked).containsExactly("R1");
    }

    @Test
    void aRefusalOfAServerIsFinal() {
        access = access(List.of(LoginSource.RADIUS, LoginSource.LOCAL));
        answers.put("R1", new ServerAnswer.Rejected());

        assertThat(refusal("alice", "correct horse")).isEqualTo("Refused by RADIUS server \"R1\"");
        assertThat(asked).containsExactly("R1");
    }

    @Test
    void whereNoServerAnswersTheNextSourceIsAsked() {
        access = access(List.of(LoginSource.RADIUS, LoginSource.LOCAL));
        answers.put("R1", new ServerAnswer.None("away"));
        answers.put("R2", new ServerAnswer.None("away"));

        assertThat(rights(desk.byPassword("alice", "correct horse".toCharArray())))
                .contains(Rights.ALL);
        assertThat(asked).containsExactly("R1", "R2");
    }

    @Test
    void aServerThatDidNotAnswerIsAskedLastForAWhile() {
        access = access(List.of(LoginSource.RADIUS, LoginSource.LOCAL));
        answers.put("R1", new ServerAnswer.None("away"));
        answers.put("R2", new ServerAnswer.Accepted(List.of("ops")));
        desk.byPassword("bob", "x".toCharArray());
        asked.clear();

        desk.byPassword("bob", "x".toCharArray());
        assertThat(asked).containsExactly("R2");
        asked.clear();
        clock.now = clock.now.plusSeconds(31);
        desk.byPassword("bob", "x".toCharArray());

        assertThat(asked).containsExactly("R1", "R2");
    }

    @Test
    void whoComesByAServerHasTheRightsOfTheMappingAndNotOfAnAccountOfTheSameName() {
        access = access(List.of(LoginSource.RADIUS, LoginSource.LOCAL));
        answers.put("R1", new ServerAnswer.Accepted(List.of("OPS")));

        assertThat(rights(desk.byPassword("alice", "other".toCharArray())))
                .contains(new Rights(Role.OPERATOR, Optional.of(GROUP)));
    }

    @Test
    void theFirstMappingThatFitsCounts() {
        access = access(List.of(LoginSource.RADIUS, LoginSource.LOCAL));
        answers.put("R1", new ServerAnswer.Accepted(List.of("ops", "cn=Watchers,dc=example")));
        assertThat(rights(desk.byPassword("bob", "x".toCharArray())))
                .hasValueSatisfying(rights -> assertThat(rights.role()).isEqualTo(Role.OPERATOR));

        answers.put("R1", new ServerAnswer.Accepted(List.of("cn=Watchers,dc=example")));
        assertThat(rights(desk.byPassword("bob", "x".toCharArray())))
                .hasValueSatisfying(rights -> assertThat(rights.role()).isEqualTo(Role.READ_ONLY));

        answers.put("R1", new ServerAnswer.Accepted(List.of("cn=Watchers,dc=elsewhere", "nothing")));
        assertThat(refusal("bob", "x")).contains("no role-mapping fits (groups: cn=Watchers,dc=elsewhere, nothing)");
    }

    @Test
    void rightsEndWithTheRoleOrTheGroup() {
        access = access(List.of(LoginSource.RADIUS, LoginSource.LOCAL));
        answers.put("R1", new ServerAnswer.Accepted(List.of("ops")));
        Admission admission = desk.byPassword("bob", "x".toCharArray());

        access = new Access(List.of(ALICE), List.of(), List.of(), access.login());

        assertThat(rights(admission)).isEmpty();
    }

    @Test
    void stopsGuessingThroughTheDevice() {
        access = access(List.of(LoginSource.RADIUS, LoginSource.LOCAL));
        answers.put("R1", new ServerAnswer.Rejected());
        refusal("bob", "1");
        refusal("bob", "2");
        assertThat(refusal("bob", "3")).startsWith("Wrong user or password once too often");
        asked.clear();
        answers.put("R1", new ServerAnswer.Accepted(List.of("ops")));

        assertThat(refusal("bob", "right")).startsWith("Account is locked until");
        assertThat(asked).isEmpty();
        clock.now = clock.now.plus(Duration.ofMinutes(6));
        assertThat(rights(desk.byPassword("bob", "right".toCharArray()))).isPresent();
    }

    @Test
    void saysWhenAnAccountBecomesLocked() {
        refusal("alice", "1");
        refusal("alice", "2");

        assertThat(refusal("alice", "3")).startsWith("Wrong user or password once too often");
        assertThat(refusal("alice", "correct horse")).startsWith("Account is locked until");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "a b", "-x", "", "bob\n", "b*b"})
    void asksNoServerAboutNamesThatNobodyHas(String name) {
        access = access(List.of(LoginSource.RADIUS, LoginSource.LOCAL));
        answers.put("R1", new ServerAnswer.Accepted(List.of("ops")));

        assertThat(refusal(name, "x")).isEqualTo("Wrong user or password");
        assertThat(asked).isEmpty();
    }

    @Test
    void anEmptyPasswordIsNobodysElsewhere() {
        access = access(List.of(LoginSource.RADIUS, LoginSource.LOCAL));
        answers.put("R1", new ServerAnswer.Accepted(List.of("ops")));

        assertThat(refusal("bob", "")).isEqualTo("Wrong user or password");
        assertThat(asked).isEmpty();
    }

    private ServerAnswer ask(RemoteServer server) {
        asked.add(server.name());
        return answers.getOrDefault(server.name(), new ServerAnswer.Rejected());
    }

    private String refusal(String name, String password) {
        Admission admission = desk.byPassword(name, password.toCharArray());
        assertThat(admission).isInstanceOf(Admission.Refused.class);
        return ((Admission.Refused) admission).why();
    }

    private Optional<Rights> rights(Admission admission) {
        assertThat(admission).isInstanceOf(Admission.Admitted.class);
        return ((Admission.Admitted) admission).rights().by(access);
    }

    private static Access access(List<LoginSource> order) {
        RemoteLogin remote = new RemoteLogin(
                order,
                List.of(server("R1"), server("R2")),
                List.of(
                        new RoleMapping("OPS", 1, Optional.of("ops"), Role.OPERATOR, Optional.of(GROUP)),
                        new RoleMapping(
                                "WATCH", 2, Optional.of("CN=watchers, DC=example"), Role.READ_ONLY, Optional.empty())));
        return new Access(
                List.of(ALICE),
                List.of(),
                List.of(GROUP),
                new Login(3, Duration.ofMinutes(5), PasswordRules.USUAL, remote));
    }

    private static RemoteServer server(String name) {
        return new RemoteServer.Radius(
                name, "192.0.2.1", 1812, "", Duration.ofSeconds(1), 1, "bumpwire", RoleAttribute.FILTER_ID);
    }

    /** Goes only when a test says so. */
    private static final class MovableClock extends Clock {
        private Instant now = Instant.parse("2026-11-23T12:00:00Z");

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
