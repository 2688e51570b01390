package org.bumpwire.config.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bumpwire.config.guard.GuardFixture.except;
import static org.bumpwire.config.guard.GuardFixture.only;
import static org.bumpwire.config.guard.GuardFixture.onto;
import static org.bumpwire.config.guard.GuardFixture.tree;
import static org.bumpwire.config.guard.GuardFixture.with;
import static org.bumpwire.config.guard.GuardFixture.without;

import java.util.Optional;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.compile.AccessCompiler;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.bumpwire.config.tree.Renaming;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeGuardTest {
    private static final ConfigTree TREE = tree(
            "sslinsp server WEB ip 10.0.0.1",
            "sslinsp server MAIL ip 10.0.0.2",
            "sslinsp decryption-policy D never-decrypt domain a.test",
            "sslinsp client-proxy CP",
            "sslinsp profile P server-policy OPEN server WEB",
            "sslinsp profile P server-policy CLOSED server WEB locked enable",
            "sslinsp profile Q client-policy C client-proxy CP locked enable",
            "segment s mode redirect 8443",
            "aaa user admin role administrator",
            "aaa role SSL based-on read-only",
            "aaa role SSL capability ssl-servers write");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DEVICE_SETTINGS         | gen location cellar
                    DEVICE_SETTINGS         | gen ssh state disable
                    DEVICE_SETTINGS         | log max-age 5
                    MANAGE_USERS            | aaa user bob
                    MANAGE_USERS            | aaa role SSL capability users write
                    MANAGE_USERS            | aaa user-group G only server WEB
                    AUTHENTICATION          | aaa login max-attempts 7
                    ASSERTS                 | assert A exists gen
                    SEGMENTS                | segment s description x
                    SEGMENTS                | virtual-segment v position 1
                    IPS                     | ips profile I filter F match literal x
                    SSL_SETTINGS            | sslinsp client enable
                    SSL_SETTINGS            | sslinsp limit max-connections 7
                    SSL_SETTINGS            | sslinsp persist-private-keys disable
                    SSL_PROFILES            | sslinsp profile P server-policy OPEN state disable
                    SSL_SERVERS             | sslinsp server WEB ip 10.0.0.9
                    SSL_CLIENT_PROXIES      | sslinsp client-proxy CP block-expired enable
                    SSL_DECRYPTION_POLICIES | sslinsp decryption-policy D never-decrypt domain b.test
                    SSL_TRUST_STORES        | sslinsp trust-store T revocation ocsp enable
                    DEVICE_CERTIFICATES     | certificates ca-certificate R
                    DEVICE_CERTIFICATES     | certificates certificate R
                    MANAGE_KEYS             | certificates certificate R
                    MANAGE_KEYS             | certificates signing-request R
                    LOCK_SSL_FILTER         | sslinsp profile P server-policy CLOSED state disable
                    LOCK_SSL_FILTER         | sslinsp profile P server-policy OPEN locked enable
                    SSL_SERVERS             | delete sslinsp server MAIL
                    SSL_SERVERS             | deactivate sslinsp server MAIL
                    """)
    void everyStatementNeedsItsCapability(Capability capability, String line) {
        ConfigTree to = onto(TREE, line);

        assertThat(refusal(without(capability), to))
                .hasValueSatisfying(why -> assertThat(why)
                        .endsWith(" may not be changed by you: your role, \"R\", lacks capability %s write"
                                .formatted(capability.word())));
        assertThat(refusal(Rights.ALL, to)).isEmpty();
    }

    @Test
    void oneCapabilityIsEnoughForWhatItIsAbout() {
        assertThat(refusal(with(Capability.SSL_SERVERS), onto(TREE, "sslinsp server WEB logging disable")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete sslinsp profile P server-policy CLOSED",
                "delete sslinsp profile P server-policy CLOSED locked",
                "sslinsp profile P server-policy CLOSED locked disable",
                "sslinsp profile P server-policy CLOSED source-exception 10.0.0.0/8",
                "deactivate sslinsp profile P server-policy CLOSED",
                "deactivate sslinsp profile P server-policy CLOSED locked",
                "deactivate sslinsp profile P",
                "deactivate sslinsp profile Q",
                "delete sslinsp profile P",
                "delete sslinsp profile Q",
                "delete sslinsp"
            })
    void aLockedPolicyStaysAsItIs(String line) {
        assertThat(refusal(without(Capability.LOCK_SSL_FILTER), onto(TREE, line)))
                .hasValueSatisfying(why -> assertThat(why).endsWith("lacks capability lock-ssl-filter write"));
    }

    @Test
    void aLockedPolicyIsNeitherRenamedNorFollowsARenamedServer() {
        Rights rights = without(Capability.LOCK_SSL_FILTER);

        assertThat(refusal(rights, renamed("sslinsp", "profile", "P", "server-policy", "CLOSED")))
                .isPresent();
        assertThat(refusal(rights, renamed("sslinsp", "profile", "P"))).isPresent();
        assertThat(refusal(rights, renamed("sslinsp", "server", "WEB"))).isPresent();
        assertThat(refusal(rights, renamed("sslinsp", "server", "MAIL"))).isEmpty();
    }

    @Test
    void anOpenPolicyBesideALockedOneMayBeChanged() {
        assertThat(refusal(
                        without(Capability.LOCK_SSL_FILTER),
                        onto(TREE, "sslinsp profile P server-policy OPEN state disable")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sslinsp server MAIL logging disable",
                "delete sslinsp server MAIL",
                "deactivate sslinsp server MAIL",
                "sslinsp profile P server-policy OPEN server MAIL"
            })
    void aGroupKeepsBackWhatItDoesNotReach(String line) {
        assertThat(refusal(except(GroupedObject.SERVER, "MAIL"), onto(TREE, line)))
                .hasValueSatisfying(why ->
                        assertThat(why).endsWith("sslinsp server \"MAIL\" is out of reach of your user group, \"G\""));
        assertThat(refusal(except(GroupedObject.SERVER, "WEB"), onto(TREE, line)))
                .isEmpty();
    }

    @Test
    void aReferenceToWhatIsHiddenIsNotUnset() {
        Rights rights = except(GroupedObject.SERVER, "WEB");

        assertThat(refusal(rights, onto(TREE, "delete sslinsp profile P server-policy OPEN server")))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("server names what you may not see")
                        .doesNotContain("WEB"));
        assertThat(refusal(rights, onto(TREE, "sslinsp profile P server-policy OPEN server MAIL")))
                .isEmpty();
        assertThat(refusal(rights, onto(TREE, "delete sslinsp profile P server-policy OPEN")))
                .isEmpty();
    }

    @Test
    void whatIsHiddenIsNotPutOutOfForceWithWhatIsAroundIt() {
        assertThat(refusal(except(GroupedObject.SERVER, "MAIL"), onto(TREE, "deactivate sslinsp")))
                .isPresent();
        assertThat(refusal(without(Capability.SSL_TRUST_STORES), onto(TREE, "deactivate sslinsp")))
                .isEmpty();
        assertThat(refusal(without(Capability.SSL_SERVERS), onto(TREE, "deactivate sslinsp")))
                .isPresent();
    }

    @Test
    void aGroupThatNamesObjectsLetsNoOthersBeMade() {
        ConfigTree to = onto(TREE, "sslinsp server NEW ip 10.0.0.3");

        assertThat(refusal(only(GroupedObject.SERVER, "WEB"), to)).isPresent();
        assertThat(refusal(except(GroupedObject.SERVER, "WEB"), to)).isEmpty();
        assertThat(refusal(only(GroupedObject.SERVER, "WEB"), renamed("sslinsp", "server", "WEB")))
                .isPresent();
    }

    @Test
    void aGroupGivesNothingThatTheRoleLacks() {
        Rights rights =
                new Rights(Role.READ_ONLY, only(GroupedObject.SERVER, "WEB").group());

        assertThat(refusal(rights, onto(TREE, "sslinsp server WEB logging disable")))
                .hasValueSatisfying(why -> assertThat(why).contains("lacks capability ssl-servers write"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaa user bob role administrator",
                "aaa user admin description x",
                "aaa user admin role read-only",
                "delete aaa user admin",
                "aaa role NEW capability ips write",
                "aaa role SSL capability device-control write",
                "aaa role SSL based-on administrator",
                "deactivate aaa user admin"
            })
    void whoManagesUsersRaisesNobodyAboveThemselves(String line) {
        assertThat(refusal(manager(), onto(TREE, line)))
                .hasValueSatisfying(why -> assertThat(why).contains("rights that you do not have"));
    }

    @Test
    void whatIsOutOfForceIsNotChangedForALaterTime() {
        ConfigTree asleep = onto(TREE, "deactivate aaa user admin");

        assertThat(new ChangeGuard(manager()).refusal(asleep, onto(asleep, "aaa user admin description x")))
                .isPresent();
    }

    @Test
    void whoManagesUsersMakesThemUpToTheirOwnRights() {
        assertThat(refusal(manager(), onto(TREE, "aaa user bob role read-only", "aaa user carla role SSL")))
                .isEmpty();
        assertThat(refusal(manager(), onto(TREE, "aaa role NEW based-on SSL", "aaa role NEW capability users read")))
                .isEmpty();
    }

    @Test
    void whoIsInAGroupMakesNobodyWithout() {
        Rights grouped = except(GroupedObject.SERVER, "MAIL");
        ConfigTree before = onto(TREE, "aaa user-group G except server MAIL");

        assertThat(new ChangeGuard(grouped).refusal(before, onto(before, "aaa user bob role read-only")))
                .isPresent();
        assertThat(new ChangeGuard(grouped).refusal(before, onto(before, "aaa user bob role read-only user-group G")))
                .isEmpty();
        assertThat(new ChangeGuard(grouped).refusal(before, onto(before, "delete aaa user-group G except")))
                .isEmpty();
        ConfigTree with = onto(before, "aaa user bob role read-only user-group G");
        assertThat(new ChangeGuard(grouped).refusal(with, onto(with, "delete aaa user-group G except")))
                .isPresent();
    }

    /** May read everything, change users and server proxies. */
    private static Rights manager() {
        ConfigTree tree = tree(
                "aaa role M based-on read-only",
                "aaa role M capability users write ssl-servers write configure write",
                "aaa user m role M");
        return AccessCompiler.access(tree).user("m").orElseThrow().rights();
    }

    private static ConfigTree renamed(String... words) {
        ConfigPath path = ConfigPath.of(words);
        return Renaming.of(TREE, path, path.parent().child(path.last().context(), "RENAMED"));
    }

    private static Optional<String> refusal(Rights rights, ConfigTree to) {
        return new ChangeGuard(rights).refusal(TREE, to);
    }
}
