package org.bumpwire.config.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.bumpwire.config.model.User.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapabilityTest {
    @Test
    void givesEachRoleWhatItMayDo() {
        assertThat(of(Role.READ_ONLY)).containsExactly(Capability.LOOK);
        assertThat(of(Role.OPERATOR)).containsExactly(Capability.LOOK, Capability.CONFIGURE, Capability.OPERATE);
        assertThat(of(Role.ADMINISTRATOR)).containsExactly(Capability.values());
    }

    @ParameterizedTest
    @CsvSource({
        "aaa user alice role, MANAGE_USERS",
        "aaa, MANAGE_USERS",
        "certificates certificate www chain, MANAGE_KEYS",
        "certificates ca-certificate root chain, CONFIGURE",
        "certificates default-ca, CONFIGURE",
        "certificates, CONFIGURE",
        "sslinsp client, CONFIGURE",
        "gen host-name, CONFIGURE"
    })
    void asksForMoreWhereUsersAndKeysAreChanged(String path, Capability needed) {
        assertThat(Capability.toChange(List.of(path.split(" ")))).isEqualTo(needed);
    }

    private static List<Capability> of(Role role) {
        return Arrays.stream(Capability.values())
                .filter(capability -> capability.belongsTo(role))
                .toList();
    }
}
