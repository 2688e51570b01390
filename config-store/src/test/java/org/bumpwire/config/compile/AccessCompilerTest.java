package org.bumpwire.config.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bumpwire.config.access.Capability;
import org.bumpwire.config.access.Grant;
import org.bumpwire.config.model.Access;
import org.bumpwire.config.model.GroupedObject;
import org.bumpwire.config.model.Rights;
import org.bumpwire.config.model.Role;
import org.bumpwire.config.tree.ConfigLoader;
import org.bumpwire.config.tree.ConfigPath;
import org.bumpwire.config.tree.ConfigTree;
import org.junit.jupiter.api.Test;

class AccessCompilerTest {
    @Test
    void aRoleTakesOverWhatItDoesNotSayItself() {
        Access access = access(
                "aaa role LOW based-on read-only", "aaa role LOW capability ssl-servers write",
                "aaa role HIGH based-on LOW", "aaa role HIGH capability ssl-servers read ips none");
        Role high = access.role("HIGH").orElseThrow();

        assertThat(access.role("LOW").orElseThrow().grant(Capability.SSL_SERVERS))
                .isEqualTo(Grant.WRITE);
        assertThat(high.grant(Capability.SSL_SERVERS)).isEqualTo(Grant.READ);
        assertThat(high.grant(Capability.IPS)).isEqualTo(Grant.NONE);
        assertThat(high.grant(Capability.LOOK)).isEqualTo(Grant.WRITE);
    }

    @Test
    void aRoleBasedOnNothingBeginsWithNothing() {
        Role role = access("aaa role R capability ssl-log read").role("R").orElseThrow();

        assertThat(role.grant(Capability.SSL_LOG)).isEqualTo(Grant.READ);
        assertThat(role.grant(Capability.SEGMENTS)).isEqualTo(Grant.NONE);
        assertThat(role.grant(Capability.LOOK)).isEqualTo(Grant.WRITE);
    }

    @Test
    void rolesInACircleGiveWhatTheySay() {
        Access access = access("aaa role A based-on B", "aaa role A capability ips read", "aaa role B based-on A");

        assertThat(access.role("B").orElseThrow().grant(Capability.IPS)).isEqualTo(Grant.READ);
        assertThat(access.role("B").orElseThrow().grant(Capability.SEGMENTS)).isEqualTo(Grant.NONE);
    }

    @Test
    void aRoleThatIsNotThereAllowsNothing() {
        Rights rights =
                access("aaa user bob role GONE").user("bob").orElseThrow().rights();

        assertThat(Capability.values()).noneMatch(c -> rights.may(c, Grant.READ));
    }

    @Test
    void anAccountWhoseGroupIsNotThereIsLeftOut() {
        assertThat(access("aaa user bob role administrator user-group GONE").user("bob"))
                .isEmpty();
    }

    @Test
    void aGroupReachesWhatItNamesOrAllButThat() {
        Access access = access(
                "aaa user-group G",
                "only server WEB MAIL profile P",
                "top",
                "aaa user-group G except client-proxy CP",
                "aaa user bob user-group G");
        Rights rights = access.user("bob").orElseThrow().rights();

        assertThat(rights.reaches(GroupedObject.SERVER, "MAIL")).isTrue();
        assertThat(rights.reaches(GroupedObject.SERVER, "OTHER")).isFalse();
        assertThat(rights.reaches(GroupedObject.CLIENT_PROXY, "CP")).isFalse();
        assertThat(rights.reaches(GroupedObject.CLIENT_PROXY, "NEW")).isTrue();
        assertThat(rights.reaches(GroupedObject.DECRYPTION_POLICY, "ANY")).isTrue();
    }

    @Test
    void theBuiltInRolesStandAboveOneAnother() {
        assertThat(Role.ADMINISTRATOR.covers(Role.OPERATOR)).isTrue();
        assertThat(Role.OPERATOR.covers(Role.READ_ONLY)).isTrue();
        assertThat(Role.READ_ONLY.covers(Role.OPERATOR)).isFalse();
        assertThat(Rights.ALL.isUnlimited()).isTrue();
        assertThat(Rights.of(Role.OPERATOR).isUnlimited()).isFalse();
    }

    private static Access access(String... lines) {
        ConfigLoader.Loaded loaded = ConfigLoader.load(ConfigTree.empty(), ConfigPath.root(), List.of(lines));
        assertThat(loaded.problems()).isEmpty();
        return AccessCompiler.access(loaded.tree());
    }
}
